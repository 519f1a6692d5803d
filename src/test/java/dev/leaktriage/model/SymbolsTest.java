package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {
    private static final String CACHED_ADD = "void ttnn::device_operation::detail::create_and_cache_mesh_workload<"
            + "ttnn::device_operation::MeshDeviceOperationAdapter<ttnn::operations::binary::BinaryDeviceOperation> >("
            + "ttnn::operations::binary::BinaryDeviceOperation::operation_attributes_t const&, unsigned long)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ttnn::add() | ttnn::add",
                "ttnn::add | ttnn::add",
                "MeshWorkloadImpl::load_binaries() | MeshWorkloadImpl::load_binaries",
                "create_and_cache_mesh_workload<...>() | create_and_cache_mesh_workload",
                "tt::tt_metal::distributed::MeshDevice::create(...) | tt::tt_metal::distributed::MeshDevice::create",
                "A::result_t ttnn::device_operation::detail::launch<A>(A const&) | ttnn::device_operation::detail::launch",
                "tt::Tensor tt::to_device<bfloat16>(tt::Tensor const&, std::optional<S<char, Q> >) | tt::to_device",
                "auto d::registered_t<d::fixed<9ul>{\"ttnn::add\"}, B<(K)0>>::traced_invoke<T>(T) const | d::registered_t::traced_invoke",
                "tt::tt_metal::DevicePool::init_firmware_on_active_devices() const | tt::tt_metal::DevicePool::init_firmware_on_active_devices",
                "MeshBuffer::deallocate+0x175 | MeshBuffer::deallocate",
                "foo(int)+0x1f | foo",
                "foo() [0x7f68df013bd5] | foo",
                "/opt/lib/libtt.so(tt::f+0x1f) [0x7f68df013bd5] | tt::f",
                "/opt/lib/libtt.so(+0x1dfbd5) [0x7f68df013bd5] | ``",
                "a::f(int)::{lambda(int)#1}::operator()(int) const | a::f",
                "a::f(int) const::{lambda()#2}::operator()() const | a::f",
                "void a::f<A>(A)::'lambda'<typename $T>() | a::f",
                "a::f(int)::$_12::operator()() const | a::f",
                "{lambda()#1}::operator()() const | operator()",
                "a::f()::Local::g(int) | a::f::Local::g",
                "a::F::operator()(int) const | a::F::operator()",
                "bool a::operator<(a::X const&, a::X const&) | a::operator<",
                "bool a::operator< <int>(a::X<int> const&) | a::operator<",
                "bool a::operator<<int>(a::X<int> const&) | a::operator<",
                "std::ostream& a::operator<< <int>(std::ostream&, int) | a::operator<<",
                "std::ostream& operator<<(std::ostream&, int) | operator<<",
                "a::Ptr<int>::operator->() const | a::Ptr::operator->",
                "a::Ptr::operator bool() const | a::Ptr::operator bool",
                "a::Ptr::operator std::vector<int>() const | a::Ptr::operator std::vector",
                "operator new(unsigned long) | operator new",
                "void f<&A::operator< >(int) | f",
                "void f<(A)(1>2), B>(int) | f",
                "decltype(auto) a::g(int) | a::g",
                "void f<auto (int) -> B, C::d>(int) | f",
                "std::map<int, std::less<int> >::at[abi:cxx11](int) | std::map::at",
                "(anonymous namespace)::f(int) | (anonymous namespace)::f",
                "void a::(anonymous namespace)::f<B>(int) | a::(anonymous namespace)::f",
                "void (anonymous namespace)::f(int) | (anonymous namespace)::f",
                "foo [clone .cold] | foo",
                "foo const | foo",
                "::global(int) | global",
                "char const* name(int) | name",
                "non-virtual thunk to a::B::close() | a::B::close",
                "#3 0x00007f12 in foo (x=1) at foo.c:12 | foo",
                "com.foo.Bar.baz(Bar.java:12) | com.foo.Bar.baz",
                "com.foo.Bar.<init>(Bar.java:12) | com.foo.Bar.<init>",
                "java.base/java.lang.Thread.run(Thread.java) | java.base/java.lang.Thread.run",
                "File \"model.py\", line 12, in forward | forward",
                "File \"model.py\", line 12, in <module> | <module>",
                "ttnn.operations.add | ttnn.operations.add",
                "_ZN2tt3FooC1Ev+0x1f | _ZN2tt3FooC1Ev+0x1f",
                "program_cache:ttnn::add | program_cache:ttnn::add",
                "`` | ``",
            })
    void theFunctionNameIsFoundInEveryFormOfAFrame(String symbol, String name) {
        assertThat(Symbols.functionName(symbol)).isEqualTo(name);
    }

    @Test
    void aSymbolOfTheRealBinaryLosesItsReturnTypeAndAllArguments() {
        assertThat(Symbols.functionName(CACHED_ADD))
                .isEqualTo("ttnn::device_operation::detail::create_and_cache_mesh_workload");
    }

    @ParameterizedTest
    @CsvSource({
        "_ZN2tt8tt_metal11distributed16MeshWorkloadImpl13load_binariesERNS1_16MeshCommandQueueE,"
                + "tt::tt_metal::distributed::MeshWorkloadImpl::load_binaries",
        "_ZN4ttnn16device_operation6detail30create_and_cache_mesh_workloadINS0_1AEEEvv,"
                + "ttnn::device_operation::detail::create_and_cache_mesh_workload",
        "_ZNK2tt3Foo3barEv, tt::Foo::bar",
        "_Z3foov, foo",
        "_ZN99foo, ''",
        "_ZN99999999999999999999foo, ''",
        "ttnn::add(), ttnn::add",
    })
    void aMangledNameIsReadAsFarAsItStandsInPlainText(String symbol, String name) {
        assertThat(Symbols.qualifiedName(symbol)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f(int)+0x1f | f(int)+0x2e",
                "f(int) [0x7f00] | f(int) [0x8f00]",
                "lib.so(f+0x1) [0x1] | f",
                "f(int)::{lambda(int)#1}::operator()(int) | f(int)::{lambda(int)#7}::operator()(int)",
                "f()::'lambda'() | f()::'lambda3'()",
                "f()::$_1::operator()() | f()::$_22::operator()()",
                "f<A<B> >(int,  long) | f<A<B>>(int, long)",
                "f<0x10>() | f<0x20>()",
            })
    void whatDiffersFromRunToRunIsFolded(String left, String right) {
        assertThat(normalised(left)).isEqualTo(normalised(right));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f<A>() | f<B>()",
                "f(int) | f(long)",
                "unsigned long f() | unsignedlong f()",
                "f#1 | f#2",
                "f<9ul>() | f<10ul>()"
            })
    void whatTellsFunctionsApartIsKept(String left, String right) {
        assertThat(normalised(left)).isNotEqualTo(normalised(right));
    }

    @Test
    void aFrameWithoutASymbolIsItsLibrary() {
        assertThat(Symbols.normalised(new Frame("", "/opt/a/libtt.so"))).isEqualTo("[libtt.so]");
    }

    @Test
    void theLibraryPathIsNoPartOfTheSite() {
        assertThat(Symbols.normalised(new Frame("f()", "/opt/a/libtt.so")))
                .isEqualTo(Symbols.normalised(new Frame("f()", "/opt/b/libtt.so")));
    }

    @Test
    void theOperationIsTheOutermostFunctionOfTtnn() {
        assertThat(Symbols.operation(stack("ttnn::add()", "ttnn::linear()", "main")))
                .isEqualTo("ttnn::linear");
        assertThat(Symbols.operation(stack("ttnn::operations::core::to_device", "ttnn::to_device(A)")))
                .isEqualTo("ttnn::to_device");
    }

    @Test
    void aRegisteredOperationIsNamedByItsTemplateArgument() {
        assertThat(Symbols.operation(stack(
                        "ttnn::operations::matmul::LinearOperation::invoke",
                        "auto ttnn::decorators::registered_operation_t<fixed_string<12ul>{\"ttnn::linear\"}, X>"
                                + "::traced_invoke<T>(T) const")))
                .isEqualTo("ttnn::linear");
    }

    @Test
    void withoutAFunctionOfTtnnTheInnermostDeviceOperationIsTheOperation() {
        assertThat(Symbols.operation(
                        stack("tt::tt_metal::Buffer::create", CACHED_ADD, "x::OuterDeviceOperation::run()")))
                .isEqualTo("ttnn::operations::binary::BinaryDeviceOperation");
    }

    @Test
    void openingADeviceIsNoOperation() {
        assertThat(Symbols.operation(stack("tt::Device::init()", "ttnn::distributed::open_mesh_device()")))
                .isEmpty();
        assertThat(Symbols.operation(CallStack.NONE)).isEmpty();
        assertThat(Symbols.operation(stack("MeshDeviceOperationAdapter::f()", "DeviceOperation::f()")))
                .isEmpty();
    }

    @Test
    void programFramesBeginAtTheDeviceOperation() {
        assertThat(Symbols.programFrames(stack(
                        "MeshWorkloadImpl::load_binaries()",
                        "create_and_cache_mesh_workload<...>()",
                        "ttnn::operations::binary::BinaryDeviceOperation::invoke()",
                        "ttnn::add()")))
                .containsExactly("ttnn::operations::binary::BinaryDeviceOperation::invoke()", "ttnn::add()");
    }

    @Test
    void withoutAnOperationAllFramesBeyondTheAllocatingOnesCount() {
        assertThat(Symbols.programFrames(stack(
                        "tt::tt_metal::Buffer::allocate_impl",
                        "tt::tt_metal::Buffer::create",
                        "tt::tt_metal::Device::init_command_queue_device()",
                        "ttnn::distributed::open_mesh_device()")))
                .containsExactly(
                        "tt::tt_metal::Device::init_command_queue_device()", "ttnn::distributed::open_mesh_device()");
    }

    @Test
    void aViewSharesTheProgramFramesOfItsOwnerEvenIfOneStackIsCutShort() {
        CallStack owner =
                stack("tt::Buffer::allocate_impl", "tt::MeshBuffer::create", "tt::W::load_binaries", CACHED_ADD);
        CallStack view = stack("tt::MeshBuffer::create", "tt::W::load_binaries", CACHED_ADD, "ttnn::add");
        assertThat(Symbols.sameProgramFrames(owner, view)).isTrue();
    }

    @Test
    void twoOperationsShareNoProgramFrames() {
        CallStack add = stack("W::load_binaries()", "create_and_cache_mesh_workload<...>()", "ttnn::add()");
        CallStack matmul = stack("W::load_binaries()", "create_and_cache_mesh_workload<...>()", "ttnn::matmul()");
        CallStack output =
                stack("create_device_tensor()", "x::AddDeviceOperation::create_output_tensors()", "ttnn::add()");
        assertThat(Symbols.sameProgramFrames(add, matmul)).isFalse();
        assertThat(Symbols.sameProgramFrames(add, output)).isFalse();
    }

    @Test
    void everyCommonFrameMustBeEqual() {
        CallStack add = stack("x::AddDeviceOperation::invoke()", "ttnn::add()", "main");
        CallStack sum = stack("x::AddDeviceOperation::invoke()", "ttnn::sum()", "main");
        assertThat(Symbols.sameProgramFrames(add, sum)).isFalse();
    }

    @Test
    void stacksOfAllocatingFunctionsAloneShareNothing() {
        CallStack allocating = stack("W::load_binaries()", "create_and_cache_mesh_workload<...>()");
        assertThat(Symbols.sameProgramFrames(allocating, allocating)).isFalse();
        assertThat(Symbols.sameProgramFrames(CallStack.NONE, CallStack.NONE)).isFalse();
    }

    @Test
    void mangledStacksAreComparedLikeDemangledOnes() {
        CallStack owner = stack("_ZN2tt6Buffer13allocate_implEv", "_ZN2tt1W13load_binariesEv", "_ZN4ttnn3addEv");
        CallStack view = stack("_ZN2tt1W13load_binariesEv", "_ZN4ttnn3addEv");
        assertThat(Symbols.programFrames(owner)).containsExactly("_ZN4ttnn3addEv");
        assertThat(Symbols.sameProgramFrames(owner, view)).isTrue();
    }

    @Test
    void aSiteIdIsStableAndTellsMemoriesAndStacksApart() {
        String id = Symbols.siteId(stack("f()+0x1", "g()"), Memory.DRAM);
        assertThat(id).matches("s-[0-9a-f]{8}").isEqualTo(Symbols.siteId(stack("f()+0x2", "g()"), Memory.DRAM));
        assertThat(id)
                .isNotEqualTo(Symbols.siteId(stack("f()", "g()"), Memory.L1))
                .isNotEqualTo(Symbols.siteId(stack("g()", "f()"), Memory.DRAM));
    }

    @Test
    void garbageNeverBreaksTheScanner() {
        Random random = new Random(20260101);
        List<String> tokens = List.of(
                "<",
                ">",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                "::",
                ":",
                " ",
                "\t",
                "\"",
                "'",
                "'lambda'",
                "{lambda(",
                "#1}",
                "operator",
                "operator()",
                "operator<",
                "->",
                "+0x1f",
                "0x",
                "$_1",
                "const",
                "&",
                "*",
                "decltype",
                "_ZN3",
                "12",
                "foo",
                "DeviceOperation",
                "ttnn::",
                "(anonymous namespace)",
                "<...>",
                "é",
                "\uD83D",
                "\0",
                "lib.so(");
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(tokens.get(random.nextInt(tokens.size())));
            }
            CallStack stack = stack(text.toString());
            assertThat(Symbols.functionName(text.toString()).length()).isLessThanOrEqualTo(text.length());
            Symbols.qualifiedName(text.toString());
            Symbols.operation(stack);
            Symbols.programFrames(stack);
        }
    }

    @Test
    void timeGrowsWithTheLengthOnly() {
        for (String token : List.of(
                "a", "<", "(", "<(", "a<b>", "::", " ", "\"", "<)", "operator<", "{lambda(", "+0x", "#", "[0x")) {
            String symbol = token.repeat(1_000_000 / token.length());
            assertThat(Symbols.functionName(symbol).length()).isLessThanOrEqualTo(symbol.length());
            assertThat(normalised(symbol).length()).isLessThanOrEqualTo(symbol.length());
        }
    }

    private static String normalised(String symbol) {
        return Symbols.normalised(new Frame(symbol, ""));
    }

    private static CallStack stack(String... symbols) {
        List<Frame> frames = new ArrayList<>();
        for (String symbol : symbols) {
            frames.add(new Frame(symbol, ""));
        }
        return new CallStack(frames, true);
    }
}
