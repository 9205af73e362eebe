package org.protospec.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * What a command takes, and what its help says.
 *
 * @param name the command as it is typed, as {@code protospec run}
 * @param synopsis what follows the name
 * @param description what the command does
 * @param operands what it takes besides options, in order
 * @param options its options, in the order in which help names them; {@code --help} and {@code --version} are added
 */
record CommandSyntax(String name, String synopsis, String description, List<Operand> operands, List<Option> options) {
    static final Option HELP =
            Option.builder("h").longOpt("help").desc("Show this help and end.").get();
    static final Option VERSION = Option.builder("V")
            .longOpt("version")
            .desc("Print the version and end.")
            .get();

    CommandSyntax {
        operands = List.copyOf(operands);
        options = List.copyOf(options);
    }

    /**
     * An argument that is no option.
     *
     * @param label how help names it
     * @param description what it is
     */
    record Operand(String label, String description) {}

    /** An option without a value. */
    static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    /** An option with a value; {@code label} is how help names that. */
    static Option valued(String name, String label, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(label)
                .desc(description)
                .get();
    }

    /** The option {@code -o} with the folder that results go into. */
    static Option folder(String description) {
        return Option.builder("o").hasArg().argName("DIR").desc(description).get();
    }

    /** All options, those that every command has at the end. */
    List<Option> allOptions() {
        List<Option> all = new ArrayList<>(options);
        all.add(HELP);
        all.add(VERSION);
        return all;
    }

    /**
     * Reads a command line.
     *
     * @param words what follows the command's name
     * @throws Failure if it is wrong; the message names the word, and the nearest known one
     */
    Arguments parse(List<String> words) throws Failure {
        Options known = new Options();
        for (Option each : allOptions()) {
            known.addOption(each);
        }
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return new Arguments(parser.parse(known, words.toArray(new String[0])));
        } catch (ParseException e) {
            throw Failure.usage(message(e));
        }
    }

    private String message(ParseException e) {
        if (e instanceof UnrecognizedOptionException unknown) {
            String word = unknown.getOption();
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            List<String> names = allOptions().stream().map(CommandSyntax::typed).toList();
            return names.contains(option)
                    ? option + " takes no value, but \"" + word.substring(equals + 1) + "\" is given"
                    : "unknown option \"" + option + "\"" + Nearest.hint(option, names);
        }
        if (e instanceof MissingArgumentException missing) {
            Option option = missing.getOption();
            return typed(option) + " wants a value: " + typed(option) + (option.hasLongOpt() ? "=" : " ")
                    + option.getArgName();
        }
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** An option as it is typed. */
    static String typed(Option option) {
        return option.hasLongOpt() ? "--" + option.getLongOpt() : "-" + option.getOpt();
    }
}
