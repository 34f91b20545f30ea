package io.github.gatefault.example.upstream;

import io.github.gatefault.cause.CauseType;
import org.jspecify.annotations.Nullable;

/**
 * One way to fail.
 *
 * @param name the path below {@code /fault/}: the cause's token, and for a further way to the same cause a word more
 * @param cause what the gateway has to find out
 * @param causeDetail the finer word that it has to find out too, if there is one
 * @param status the status that the visitor gets
 * @param story what really happens behind the gateway
 * @param backend what has to run for it
 */
public record Fault(
        String name, CauseType cause, @Nullable String causeDetail, int status, String story, Backend backend) {

    /** Refuses a name that would promise another cause. */
    public Fault {
        if (!name.equals(cause.token()) && !name.startsWith(cause.token() + "/")) {
            throw new IllegalArgumentException("The fault " + name + " would be found out as " + cause.token());
        }
    }

    static Fault fault(CauseType cause, String story, Backend backend) {
        return new Fault(cause.token(), cause, null, cause.status(), story, backend);
    }

    static Fault variant(CauseType cause, String word, String story, Backend backend) {
        return new Fault(cause.token() + "/" + word, cause, null, cause.status(), story, backend);
    }

    Fault withDetail(String detail) {
        return new Fault(name, cause, detail, status, story, backend);
    }

    Fault withStatus(int relayed) {
        return new Fault(name, cause, causeDetail, relayed, story, backend);
    }

    /** Returns the path on the gateway. */
    public String path() {
        return "/fault/" + name;
    }
}
