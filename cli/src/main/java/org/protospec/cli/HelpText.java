package org.protospec.cli;

import java.util.Collection;
import org.apache.commons.cli.Option;

/** The text of {@code --help}, in lines that fit a terminal. */
final class HelpText {
    private static final int WIDTH = 80;
    /** Where descriptions begin; those of longer names do on the next line. */
    private static final int COLUMN = 27;

    private final StringBuilder text = new StringBuilder();

    private HelpText() {}

    /** The help of one command. */
    static String of(CommandSyntax syntax) {
        HelpText help = new HelpText();
        help.text
                .append("Usage: ")
                .append(syntax.name())
                .append(' ')
                .append(syntax.synopsis())
                .append('\n');
        help.wrapped("", 0, syntax.description());
        syntax.operands().forEach(operand -> help.entry("      " + operand.label(), operand.description()));
        syntax.allOptions().forEach(help::entry);
        help.text.append(ExitStatus.FOOTER_TEXT);
        return help.text.toString();
    }

    /** The help of the program. */
    static String of(Collection<CommandSyntax> commands) {
        HelpText help = new HelpText();
        help.text.append("Usage: protospec [-hV] COMMAND\n");
        help.wrapped("", 0, "Dissects network protocols that are described in .proto-spec files.");
        help.entry(CommandSyntax.HELP);
        help.entry(CommandSyntax.VERSION);
        help.text.append("Commands, each of which has a --help of its own:\n");
        for (CommandSyntax command : commands) {
            help.entry("  " + command.name().substring(command.name().indexOf(' ') + 1), command.description());
        }
        return help.text.toString();
    }

    private void entry(Option option) {
        String shortName = option.getOpt() == null ? "    " : "-" + option.getOpt() + (option.hasLongOpt() ? ", " : "");
        String longName = option.hasLongOpt() ? "--" + option.getLongOpt() : "";
        String value = option.hasArg() ? (option.hasLongOpt() ? "=" : " ") + option.getArgName() : "";
        entry("  " + shortName + longName + value, option.getDescription());
    }

    private void entry(String name, String description) {
        String begin = name;
        if (name.length() > COLUMN - 2) {
            text.append(name).append('\n');
            begin = "";
        }
        wrapped(begin + " ".repeat(COLUMN - begin.length()), COLUMN, description);
    }

    /** Words in lines that begin at a column, the first of them with {@code begin}. */
    private void wrapped(String begin, int column, String words) {
        text.append(begin);
        int at = column;
        for (String word : words.split(" ")) {
            if (at > column && at + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(column));
                at = column;
            }
            if (at > column) {
                text.append(' ');
                at++;
            }
            text.append(word);
            at += word.length();
        }
        text.append('\n');
    }
}
