String log = new File(basedir, 'build.log').text
['check', 'generate', 'generate-test', 'graph', 'help'].each { assert log.contains("protospec:$it\n"): it }
['basePackage', 'dependencySpecs', 'failOnWarning', 'outputDirectory', 'skip', 'sourceDirectory'].each {
    assert log =~ /(?m)^\s+$it\b/: it
}
assert log.contains('protospec.failOnWarning')
assert !log.contains('(no description available)')
