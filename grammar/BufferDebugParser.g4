// The lines of a block in a buffer debug log. The header is the line that says what happened; the ruled line
// above it is noise.
parser grammar BufferDebugParser;

options { tokenVocab = BufferDebugLexer; }

record : ( allocated | deallocated | destructor ) rest? EOF ;

// BUFFER ALLOCATED
allocated : ALLOCATED ;

// BUFFER DEALLOCATED
deallocated : DEALLOCATED ;

// BUFFER DESTRUCTOR (still ALLOCATED - will deallocate)
destructor : DESTRUCTOR STILL? ;

detail : ( property | stackIntro ) rest? EOF ;

// Time: 14:32:15
// Device: 0
// Address: 0x18862c0 (25718464)
// Size: 524288 bytes (512 KB)
// Type: DRAM
// Buffer*: 0x7f8a4c001230
// Owns Data: yes
// Hooked: no
property
    : TIME TEXT
    | DEVICE device
    | ADDRESS address ( OPEN INT CLOSE )?
    | SIZE size BYTES ( OPEN ( INT | REAL ) KB CLOSE )?
    | TYPE ( memory | WORD )
    | POINTER hostPointer
    | OWNS ownership
    | HOOKED ( YES | NO )
    ;

// Call Stack:
stackIntro : CALL_STACK ;

device      : INT ;
address     : HEX ;
size        : INT ;
memory      : MEMORY_KIND ;
hostPointer : HEX ;
ownership   : YES | NO ;

// a remark behind a line, or another record
rest : OTHER any* ;
any  : . ;
