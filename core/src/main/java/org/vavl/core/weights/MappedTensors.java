package org.vavl.core.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Maps a file's tensors into memory. */
final class MappedTensors {
    /** A mapping holds whole tensors, as many as fit; there would be too many mappings with one for each tensor. */
    private static final long MAPPING_BYTES = 1L << 30;

    private final FileChannel channel;
    private final long dataBegin;
    private final Map<String, ByteBuffer> buffers = new HashMap<>();

    private MappedTensors(FileChannel channel, long dataBegin) {
        this.channel = channel;
        this.dataBegin = dataBegin;
    }

    /**
     * Maps a file, and closes it.
     *
     * @param dataBegin the place of the first tensor's first byte
     * @param entries the tensors by name, without gaps and in the order of their places
     * @return their bytes, read-only, by name; a tensor that no {@code ByteBuffer} can hold is left out
     */
    static Map<String, ByteBuffer> map(Path path, long dataBegin, Map<String, TensorEntry> entries) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MappedTensors mapped = new MappedTensors(channel, dataBegin);
            mapped.mapAll(List.copyOf(entries.entrySet()));
            return mapped.buffers;
        }
    }

    private void mapAll(List<Map.Entry<String, TensorEntry>> tensors) throws IOException {
        List<Map.Entry<String, TensorEntry>> group = new ArrayList<>();
        for (Map.Entry<String, TensorEntry> tensor : tensors) {
            if (!group.isEmpty() && tensor.getValue().end() - begin(group) > MAPPING_BYTES) {
                mapTogether(group);
                group.clear();
            }
            group.add(tensor);
        }
        if (!group.isEmpty()) {
            mapTogether(group);
        }
    }

    private void mapTogether(List<Map.Entry<String, TensorEntry>> group) throws IOException {
        long begin = begin(group);
        long length = group.get(group.size() - 1).getValue().end() - begin;
        if (length > Integer.MAX_VALUE) {
            return; // of one tensor alone
        }
        ByteBuffer mapping = channel.map(MapMode.READ_ONLY, dataBegin + begin, length);
        for (Map.Entry<String, TensorEntry> tensor : group) {
            TensorEntry entry = tensor.getValue();
            ByteBuffer bytes = mapping.slice((int) (entry.begin() - begin), (int) entry.length());
            buffers.put(tensor.getKey(), bytes.asReadOnlyBuffer());
        }
    }

    private static long begin(List<Map.Entry<String, TensorEntry>> group) {
        return group.get(0).getValue().begin();
    }
}
