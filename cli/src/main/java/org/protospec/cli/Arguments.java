package org.protospec.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** What a command line says. */
final class Arguments {
    private final CommandLine line;

    Arguments(CommandLine line) {
        this.line = line;
    }

    /** Whether an option is there. */
    boolean has(Option option) {
        return line.hasOption(option);
    }

    /** The value of an option; null without it. */
    @Nullable
    String value(Option option) {
        return line.getOptionValue(option);
    }

    /** The value of an option, or another without it. */
    String value(Option option, String otherwise) {
        String value = line.getOptionValue(option);
        return value == null ? otherwise : value;
    }

    /** The values of an option that may be given several times. */
    List<String> values(Option option) {
        String[] values = line.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }

    /** The numbers of an option that may be given several times, and with several numbers between commas. */
    List<Integer> numbers(Option option) throws Failure {
        List<Integer> numbers = new ArrayList<>();
        for (String value : values(option)) {
            for (String each : value.split(",", -1)) {
                numbers.add(number(option, each));
            }
        }
        return numbers;
    }

    /** The number that is an option's value; null without it. */
    @Nullable
    Integer number(Option option) throws Failure {
        String value = value(option);
        return value == null ? null : number(option, value);
    }

    private static Integer number(Option option, String text) throws Failure {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw Failure.usage(CommandSyntax.typed(option) + " wants a number, not \"" + text + "\"");
        }
    }

    /** What is no option, in order. */
    List<String> operands() {
        return line.getArgList();
    }

    /** The same of a command that wants at least one. */
    List<String> operands(CommandSyntax.Operand wanted) throws Failure {
        List<String> operands = operands();
        if (operands.isEmpty()) {
            throw Failure.usage(wanted.label() + " is missing: " + wanted.description());
        }
        return operands;
    }
}
