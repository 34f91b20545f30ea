package io.github.gatefault.spring;

import org.jspecify.annotations.Nullable;

/** The versions of Spring Boot that this library is tested on. */
final class TestedVersions {
    private static final int OLDEST = 3_05;
    private static final int NEWEST = 4_01;

    private TestedVersions() {}

    /** Throws {@link UnusableConfigurationException} for an older or newer version. Ignores one that is not numeric. */
    static void check(@Nullable String version) {
        String[] numbers = version == null ? new String[0] : version.split("\\.", 3);
        if (numbers.length == 3) {
            int line = number(numbers[0]) * 100 + number(numbers[1]);
            if (line < OLDEST || line > NEWEST) {
                throw new UnusableConfigurationException(
                        "This version of gatefault is tested on Spring Boot 3.5 to 4.1, and this is Spring Boot "
                                + version + ".",
                        "Use a version of gatefault that is tested on Spring Boot " + numbers[0] + "." + numbers[1]
                                + ", or set gatefault.compatibility-check to false and see for yourself.",
                        null);
            }
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    }
}
