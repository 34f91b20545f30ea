package io.github.gatefault.example;

/**
 * What the command line says.
 *
 * @param port the port to listen at, or 0 for any that is free
 * @param endWithParent whether to end when the process does that started this one: a build tool that is stopped cannot always
 *     stop what it has started
 */
record Arguments(int port, boolean endWithParent) {
    private static final String USAGE =
            "Usage: Gateway [--port N] [--end-with-parent], N from 0 (any free port) to 65535";

    Arguments {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("There is no port " + port + ". " + USAGE);
        }
    }

    static Arguments parse(String... args) {
        int port = 8080;
        boolean endWithParent = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> port = number(args, ++i);
                case "--end-with-parent" -> endWithParent = true;
                default -> throw new IllegalArgumentException("The argument " + args[i] + " is not known. " + USAGE);
            }
        }
        return new Arguments(port, endWithParent);
    }

    private static int number(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException("After --port comes a number. " + USAGE);
        }
        try {
            return Integer.parseInt(args[i]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The port " + args[i] + " is not a whole number. " + USAGE, e);
        }
    }
}
