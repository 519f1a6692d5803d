// One line of a replay log of Umpire: an operation of an allocator. It names neither process nor stack.
parser grammar UmpireParser;

options { tokenVocab = UmpireLexer; }

record : ( allocated | freed | reallocating | reallocated | operation ) tail? EOF ;

// {"category":"operation","name":"allocate","numeric_args":{"size":128},"string_args":{"allocator_ref":"0x10210640","pointer":"0x102219d0"},"tags":{"replay":"true"},"timestamp":1656026907658189775}
allocated : host ALLOCATE size OF allocator POINTER address END ;

// {"category":"operation","name":"deallocate","string_args":{"allocator_ref":"0x10210640","pointer":"0x102219d0"},"tags":{"replay":"true"},"timestamp":1656026907658355961}
freed : host DEALLOCATE allocator POINTER address END ;

// {"category":"operation","name":"reallocate","numeric_args":{"size":4},"string_args":{"allocator_ref":"0x10210640","current_ptr":"0x102216f0"},"tags":{"allocator_name":"HOST","replay":"true"},"timestamp":1656026907660565985}
reallocating : host REALLOCATE size OF allocator CURRENT ( address | INT ) END ;

// {"category":"operation","name":"reallocate","numeric_args":{},"string_args":{"allocator_ref":"0x10210640","new_ptr":"0x102216f0"},"tags":{"allocator_name":"HOST"},"timestamp":1656026907660657349}
reallocated : host REALLOCATED allocator NEW address END ;

// {"category":"operation","name":"copy","numeric_args":{"dst_offset":0,"size":64,"src_offset":12},"string_args":{…
operation : host ANOTHER_NAME ;

host      : OPERATION ;
size      : INT ;
allocator : HEX ;
address   : HEX ;

// what follows a record on its line is not part of it
tail : any+ ;
any  : . ;
