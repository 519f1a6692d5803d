// One line of a call stack.
parser grammar FrameParser;

options { tokenVocab = FrameLexer; }

// 1. MeshWorkloadImpl::load_binaries()
//     /opt/tt-metal/build/lib/libtt_metal.so: tt::tt_metal::Buffer::create
//  --- tt::tt_metal::Buffer::allocate_impl()
frame : ( NUMBER | DASHES )? symbol EOF
      | module symbol? EOF
      ;

module : MODULE ;
symbol : SYMBOL ;
