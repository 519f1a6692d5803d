package dev.leaktriage.runtime;

import java.util.List;

/** The calls, root first, under which the runtime itself allocates; each list ends at the allocating call. */
final class RuntimeFrames {
    static final NativeFrame MESH_BUFFER_CREATE = NativeFrame.metal(
            "",
            "tt::tt_metal::distributed::MeshBuffer::create("
                    + "std::variant<tt::tt_metal::distributed::ReplicatedBufferConfig, "
                    + "tt::tt_metal::distributed::ShardedBufferConfig> const&, "
                    + "tt::tt_metal::distributed::DeviceLocalBufferConfig const&, "
                    + "tt::tt_metal::distributed::MeshDevice*, std::optional<unsigned long>)");
    static final NativeFrame ALLOCATE_DEVICE_BUFFER = NativeFrame.metal(
            "",
            "tt::tt_metal::tensor_impl::allocate_device_buffer("
                    + "tt::tt_metal::distributed::MeshDevice*, tt::tt_metal::TensorSpec const&)");

    private static final NativeFrame BUFFER_CREATE = NativeFrame.metal(
            "",
            "tt::tt_metal::Buffer::create("
                    + "tt::tt_metal::IDevice*, unsigned long, unsigned long, tt::tt_metal::BufferType)");
    private static final NativeFrame OPEN_MESH_DEVICE = NativeFrame.ttnn(
            "",
            "ttnn::distributed::open_mesh_device("
                    + "tt::tt_metal::distributed::MeshShape const&, unsigned long, unsigned long, unsigned long)");
    private static final NativeFrame MESH_DEVICE_CREATE = NativeFrame.metal(
            "tt::tt_metal::distributed::MeshDevice::create(...)",
            "tt::tt_metal::distributed::MeshDevice::create("
                    + "tt::tt_metal::distributed::MeshDeviceConfig const&, unsigned long, unsigned long, "
                    + "unsigned long, tt::tt_metal::DispatchCoreConfig const&, ttsl::Span<unsigned int const>, "
                    + "unsigned long)");
    private static final NativeFrame INIT_FIRMWARE = NativeFrame.metal(
            "tt::tt_metal::DevicePool::init_firmware_on_active_devices()",
            "tt::tt_metal::DevicePool::init_firmware_on_active_devices() const");
    private static final NativeFrame INITIALIZE_FABRIC_AND_DISPATCH =
            same("tt::tt_metal::DevicePool::initialize_fabric_and_dispatch_fw()");

    static final List<NativeFrame> COMMAND_QUEUE = List.of(
            OPEN_MESH_DEVICE,
            MESH_DEVICE_CREATE,
            INIT_FIRMWARE,
            same("tt::tt_metal::Device::init_command_queue_device()"),
            BUFFER_CREATE);
    static final List<NativeFrame> FABRIC = List.of(
            INITIALIZE_FABRIC_AND_DISPATCH,
            same("tt::tt_metal::DevicePool::init_fabric()"),
            same("tt::tt_metal::Device::configure_fabric()"),
            BUFFER_CREATE);
    static final List<NativeFrame> DISPATCH = List.of(
            INITIALIZE_FABRIC_AND_DISPATCH,
            same("tt::tt_metal::Device::configure_command_queue_programs()"),
            BUFFER_CREATE);
    static final List<NativeFrame> TRACE_CAPTURE = List.of(
            NativeFrame.ttnn(
                    "ttnn::end_trace_capture()",
                    "ttnn::operations::trace::end_trace_capture("
                            + "tt::tt_metal::distributed::MeshDevice*, tt::tt_metal::distributed::MeshTraceId, "
                            + "std::optional<ttsl::StrongType<unsigned char, ttnn::QueueIdTag> >)"),
            NativeFrame.metal(
                    "tt::tt_metal::distributed::MeshDevice::end_mesh_trace()",
                    "tt::tt_metal::distributed::MeshDevice::end_mesh_trace("
                            + "unsigned char, tt::tt_metal::distributed::MeshTraceId const&)"),
            NativeFrame.metal(
                    "MeshTrace::populate_mesh_buffer()",
                    "tt::tt_metal::distributed::MeshTrace::populate_mesh_buffer("
                            + "tt::tt_metal::distributed::MeshCommandQueue&, "
                            + "std::shared_ptr<tt::tt_metal::distributed::MeshTraceBuffer>&)"),
            MESH_BUFFER_CREATE);
    static final List<NativeFrame> TO_DEVICE = List.of(
            NativeFrame.ttnn(
                    "ttnn::to_device()",
                    "ttnn::operations::core::to_device("
                            + "ttnn::Tensor const&, tt::tt_metal::distributed::MeshDevice*, "
                            + "std::optional<tt::tt_metal::MemoryConfig> const&, "
                            + "std::optional<ttsl::StrongType<unsigned char, ttnn::QueueIdTag> >)"),
            NativeFrame.metal(
                    "tt::tt_metal::Tensor::to_device()",
                    "tt::tt_metal::Tensor::to_device("
                            + "tt::tt_metal::distributed::MeshDevice*, "
                            + "ttsl::optional_reference<tt::tt_metal::MemoryConfig const>, "
                            + "std::optional<ttsl::StrongType<unsigned char, ttnn::QueueIdTag> >) const"),
            NativeFrame.metal(
                    "tt::tt_metal::create_device_tensor()",
                    "tt::tt_metal::Tensor tt::tt_metal::tensor_impl::to_device<bfloat16>("
                            + "tt::tt_metal::Tensor const&, tt::tt_metal::distributed::MeshDevice*, "
                            + "ttsl::optional_reference<tt::tt_metal::MemoryConfig const>, "
                            + "std::optional<ttsl::StrongType<unsigned char, ttnn::QueueIdTag> >)"),
            ALLOCATE_DEVICE_BUFFER,
            MESH_BUFFER_CREATE);

    private RuntimeFrames() {}

    static List<NativeFrame> opening(Purpose purpose) {
        return switch (purpose) {
            case COMMAND_QUEUE -> COMMAND_QUEUE;
            case DISPATCH -> DISPATCH;
            case FABRIC -> FABRIC;
            case TENSOR, KERNEL_BINARY, COMMAND_TRACE, CIRCULAR_BUFFER ->
                throw new IllegalArgumentException("opening a mesh allocates no " + purpose);
        };
    }

    private static NativeFrame same(String symbol) {
        return NativeFrame.metal(symbol, symbol);
    }
}
