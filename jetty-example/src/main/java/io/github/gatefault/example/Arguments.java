package io.github.gatefault.example;

/**
 * What the command line says.
 *
 * @param port the port to listen at, or 0 for any that is free
 */
record Arguments(int port) {
    private static final String USAGE = "Usage: Gateway [--port N], N from 0 (any free port) to 65535";

    Arguments {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("There is no port " + port + ". " + USAGE);
        }
    }

    static Arguments parse(String... args) {
        if (args.length == 0) {
            return new Arguments(8080);
        }
        if (!args[0].equals("--port")) {
            throw new IllegalArgumentException("The argument " + args[0] + " is not known. " + USAGE);
        }
        if (args.length != 2) {
            throw new IllegalArgumentException("After --port comes one number. " + USAGE);
        }
        try {
            return new Arguments(Integer.parseInt(args[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The port " + args[1] + " is not a whole number. " + USAGE, e);
        }
    }
}
