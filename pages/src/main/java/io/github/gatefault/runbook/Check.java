package io.github.gatefault.runbook;

import java.util.List;

/**
 * A question to ask after a failure, and the commands that answer it.
 *
 * @param key its name, such as {@code running} for the message {@code check.running}
 * @param question the question in English
 * @param commands shell commands with the placeholders <code>{host}</code>, <code>{port}</code> and <code>{url}</code> of the
 *     upstream; the operator replaces words in capitals
 */
public record Check(String key, String question, List<String> commands) {
    /** Copies the list. */
    public Check {
        commands = List.copyOf(commands);
    }

    /** Returns the commands for this upstream. After a TLS failure, pass {@link Target#overTls()}. */
    public List<String> commands(Target target) {
        return commands.stream().map(target::fill).toList();
    }
}
