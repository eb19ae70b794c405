package dev.devledger.adapters.sandbox.clickup.common;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.Refused;

/** What ClickUp answers where it does nothing: a status, and {@code {"err": …, "ECODE": …}}. */
public final class Refusal extends Refused {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Input that is wrong in a way for which nobody has told ClickUp's own code. */
    public static Refusal input(String message) {
        return new Refusal(400, "INPUT_002", message);
    }

    public static Refusal deletedTask() {
        return new Refusal(404, "ITEM_013", "Task not found, deleted");
    }

    public static Refusal notFound(String what) {
        return new Refusal(404, "ITEM_015", what + " not found");
    }

    /** Said of a workspace that is not granted, of what one may not see, and of an id that never was. */
    public static Refusal notAuthorized() {
        return new Refusal(401, "OAUTH_027", "Team not authorized");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String body() {
        return Json.object().put("err", message()).put("ECODE", code).toString();
    }
}
