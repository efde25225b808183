package org.vavl.serve.http;

import java.util.Map;

/** A request is answered with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    /** A problem of this status; the detail is one line. */
    public static ProblemException of(int status, String detail) {
        return new ProblemException(Problem.of(status, detail), Map.of());
    }

    /** This problem. */
    public static ProblemException of(Problem problem) {
        return new ProblemException(problem, Map.of());
    }

    /** There is too much to do at the moment, and the client may ask again. */
    public static ProblemException busy(String detail) {
        return new ProblemException(Problem.of(503, detail), Map.of("Retry-After", "5"));
    }

    /** The same with a header of the response. */
    public ProblemException withHeader(String name, String value) {
        return new ProblemException(problem, Map.of(name, value));
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }

    /** Headers of the response. */
    public Map<String, String> headers() {
        return headers;
    }
}
