package io.github.gatefault.runbook;

import java.util.List;

/**
 * A question to go through after a failure, and what to run to answer it.
 *
 * @param key its name, such as {@code running}: {@code check.running} is its key in the bundles of the pages
 * @param question the question in English
 * @param commands shell commands, in which <code>{host}</code>, <code>{port}</code> and <code>{url}</code> stand for the
 *     upstream's; words in capitals are for the operator to replace
 */
public record Check(String key, String question, List<String> commands) {
    /** Copies the commands. */
    public Check {
        commands = List.copyOf(commands);
    }

    /** Returns the commands for this upstream, {@link Target#overTls()} if TLS with it failed; what is not known of it stays a word in capitals. */
    public List<String> commands(Target target) {
        return commands.stream().map(target::fill).toList();
    }
}
