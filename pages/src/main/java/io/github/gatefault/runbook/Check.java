package io.github.gatefault.runbook;

import java.util.List;

/**
 * A question to answer after a failure, and the commands that answer it.
 *
 * @param key its name, such as {@code running}: {@code check.running} is its key in the message bundles
 * @param question the question in English
 * @param commands shell commands, with <code>{host}</code>, <code>{port}</code> and <code>{url}</code> in place of the upstream's; the
 *     operator replaces words in capitals
 */
public record Check(String key, String question, List<String> commands) {
    /** Copies the commands. */
    public Check {
        commands = List.copyOf(commands);
    }

    /**
     * Returns the commands for this upstream; an unknown part stays a word in capitals. Pass {@link Target#overTls()} if TLS with the
     * upstream failed.
     */
    public List<String> commands(Target target) {
        return commands.stream().map(target::fill).toList();
    }
}
