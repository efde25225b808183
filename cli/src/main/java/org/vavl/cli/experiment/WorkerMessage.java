package org.vavl.cli.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.vavl.core.VavlException;
import org.vavl.learning.training.TrainingListener;

/** What a worker says of its trial, in one line each: how it goes, and at last what became of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Started.class, name = "started"),
    @JsonSubTypes.Type(value = WorkerMessage.Step.class, name = "step"),
    @JsonSubTypes.Type(value = WorkerMessage.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = WorkerMessage.Done.class, name = "done"),
    @JsonSubTypes.Type(value = WorkerMessage.Interrupted.class, name = "interrupted"),
    @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed")
})
sealed interface WorkerMessage {
    /** Reads and writes lines. */
    JsonMapper JSON = JsonMapper.builder().build();

    /** The training goes on after it. */
    sealed interface OnTheWay extends WorkerMessage {
        /** Tells someone of this process. */
        void tell(TrainingListener listener);
    }

    /** As {@link TrainingListener#started}. */
    record Started(String description, long stepsDone, long steps) implements OnTheWay {
        @Override
        public void tell(TrainingListener listener) {
            listener.started(description, stepsDone, steps);
        }
    }

    /** As {@link TrainingListener#stepDone}, of a step now and then. */
    record Step(int epoch, long stepsDone, double loss) implements OnTheWay {
        @Override
        public void tell(TrainingListener listener) {
            listener.stepDone(epoch, stepsDone, loss);
        }
    }

    /** As {@link TrainingListener#warned}. */
    record Warned(String what) implements OnTheWay {
        @Override
        public void tell(TrainingListener listener) {
            listener.warned(what);
        }
    }

    /** The trial is done, and its result in its folder. */
    record Done() implements WorkerMessage {}

    /** The trial was interrupted and can go on. */
    record Interrupted() implements WorkerMessage {}

    /**
     * The trial cannot be done.
     *
     * @param reason one line
     */
    record Failed(String reason) implements WorkerMessage {
        static Failed of(VavlException e) {
            return new Failed(String.valueOf(e.getMessage()).replaceAll("\\R", "; "));
        }
    }

    /** One line. */
    default String text() {
        try {
            return JSON.writerFor(WorkerMessage.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a worker's message cannot be written as JSON", e);
        }
    }

    /** What {@link #text} gave. */
    static WorkerMessage parse(String line) {
        try {
            return JSON.readValue(line, WorkerMessage.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a worker said what is no message: " + line, e);
        }
    }
}
