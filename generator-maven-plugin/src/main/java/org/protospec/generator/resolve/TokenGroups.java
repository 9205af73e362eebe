package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.List;

/** The named groups of a regular expression, as far as names and types need to know; its mistakes are told elsewhere. */
final class TokenGroups {

    /**
     * A group.
     *
     * @param certain whether it takes part in every match
     */
    record Group(String name, boolean certain) {}

    private final String pattern;
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> certain = new ArrayList<>();
    private int at;

    private TokenGroups(String pattern) {
        this.pattern = pattern;
    }

    /** The groups in the order of their opening parentheses. */
    static List<Group> of(String pattern) {
        TokenGroups groups = new TokenGroups(pattern);
        while (groups.at < pattern.length()) {
            groups.options();
            groups.at++; // a closing parenthesis too many
        }
        List<Group> all = new ArrayList<>();
        for (int i = 0; i < groups.names.size(); i++) {
            all.add(new Group(groups.names.get(i), groups.certain.get(i)));
        }
        return all;
    }

    /** Up to the end, or the parenthesis that closes the group. */
    private void options() {
        int first = names.size();
        boolean several = false;
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            char c = pattern.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (c == '[') {
                skipSet();
            } else if (c == '(') {
                group();
            } else {
                several |= c == '|';
                at++;
            }
        }
        if (several) {
            uncertain(first);
        }
    }

    private void group() {
        int first = names.size();
        at++;
        if (pattern.startsWith("?<", at)) {
            int end = pattern.indexOf('>', at);
            if (end > 0) {
                names.add(pattern.substring(at + 2, end));
                certain.add(true);
                at = end + 1;
            }
        } else if (pattern.startsWith("?", at)) {
            at++;
        }
        options();
        at++;
        String rest = at < pattern.length() ? pattern.substring(at) : "";
        if (rest.startsWith("?") || rest.startsWith("*") || rest.startsWith("{0")) {
            uncertain(first);
        }
    }

    private void uncertain(int first) {
        for (int i = first; i < certain.size(); i++) {
            certain.set(i, false);
        }
    }

    private void skipSet() {
        at++;
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            first = pattern.charAt(at) == '^' && first;
            if (pattern.startsWith("[:", at)) {
                int end = pattern.indexOf(":]", at);
                at = end < 0 ? at + 2 : end + 2;
            } else {
                at += pattern.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at++;
    }
}
