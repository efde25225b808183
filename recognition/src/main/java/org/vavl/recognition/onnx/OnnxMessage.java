package org.vavl.recognition.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Reads protocol buffers field by field, so that nothing is kept but what is asked for. */
final class OnnxMessage {
    private OnnxMessage() {}

    /** Reads one field of a message. */
    @FunctionalInterface
    interface Field {
        /**
         * Reads the field, or leaves it.
         *
         * @param number the field's
         * @return whether it was read; it is skipped otherwise
         */
        boolean read(int number, CodedInputStream in) throws IOException;
    }

    /** Reads the fields of a whole file. */
    static void readAll(CodedInputStream in, Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean read = field.read(WireFormat.getTagFieldNumber(tag), in);
            if (!read && !in.skipField(tag)) {
                throw new IOException("a group ends that did not begin");
            }
        }
    }

    /** Reads the fields of a message that is a field itself. */
    static void read(CodedInputStream in, Field field) throws IOException {
        int length = in.readRawVarint32();
        if (length < 0) {
            throw new InvalidProtocolBufferException("a message of negative length");
        }
        int before = in.pushLimit(length);
        readAll(in, field);
        in.checkLastTagWas(0);
        in.popLimit(before);
    }
}
