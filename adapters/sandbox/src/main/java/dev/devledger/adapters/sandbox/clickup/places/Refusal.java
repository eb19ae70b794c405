package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.kernel.Answers.Refused;
import dev.devledger.adapters.sandbox.kernel.Json;

/** ClickUp's answer to a refused call: a status, and {@code {"err": …, "ECODE": …}}. */
public final class Refusal extends Refused {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Returns the refusal of wrong input; ClickUp's own code for it is not known. */
    public static Refusal input(String message) {
        return new Refusal(400, "INPUT_002", message);
    }

    public static Refusal deletedTask() {
        return new Refusal(404, "ITEM_013", "Task not found, deleted");
    }

    public static Refusal notFound(String what) {
        return new Refusal(404, "ITEM_015", what + " not found");
    }

    /**
     * Returns the refusal for a workspace that was not granted, for a hidden place, and for an id that never existed.
     */
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
