// One line of the one-line allocation log. It has no frees.
parser grammar DetailedParser;

options { tokenVocab = DetailedLexer; }

record : ( allocated | destructor | created ) tail? EOF ;

// ALLOC: pid=314528 device=0 size=12288 type=0 addr=0x3ffff800 timestamp=1761143445000000000
allocated : ALLOC process DEVICE device SIZE size TYPE memoryNumber ADDR address ( TIMESTAMP INT )? ;

// ~Buffer() called: addr=0x3ffff800 size=12288 type=0
destructor : DESTRUCTOR ADDR address SIZE size TYPE memoryNumber ;

// Buffer created: addr=0x3ffff800 ref_count=1
created : CREATED ADDR address REF_COUNT references ;

process      : INT ;
device       : INT ;
size         : INT ;
memoryNumber : INT ;
address      : HEX ;
references   : INT ;

// what follows a record on its line is not part of it
tail : any+ ;
any  : . ;
