package org.protospec.generator;

/**
 * A file that the compiler wrote.
 *
 * @param path relative to the output folder, with slashes
 * @param text its content
 */
public record GeneratedFile(String path, String text) {}
