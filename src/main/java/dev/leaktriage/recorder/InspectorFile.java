package dev.leaktriage.recorder;

/** The files that TT-Metal's inspector writes into its folder. */
public enum InspectorFile {
    STARTUP("startup.yaml"),
    PROGRAMS("programs_log.yaml"),
    KERNELS("kernels.yaml"),
    MESH_DEVICES("mesh_devices_log.yaml"),
    MESH_WORKLOADS("mesh_workloads_log.yaml");

    private final String fileName;

    InspectorFile(String fileName) {
        this.fileName = fileName;
    }

    /** Its name in the folder. */
    public String fileName() {
        return fileName;
    }
}
