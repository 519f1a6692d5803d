// The lines of a record in the buffer creation log, which tells of buffers made at the address of another one.
parser grammar CreationLogParser;

options { tokenVocab = CreationLogLexer; }

record : created rest? EOF ;

// === Pre-Allocated Buffer Created ===
created : ownership ;

detail : property rest? EOF ;

// Time: Wed Oct 22 14:30:45 2025
// Device ID: 0
// Address: 25718464 (0x18862c0)
// Size: 524288 bytes
// Buffer Type: DRAM
// Buffer Pointer: 140231957287472
property
    : TIME TEXT
    | DEVICE device
    | ADDRESS INT OPEN address CLOSE
    | SIZE size BYTES
    | TYPE ( memory | WORD )
    | POINTER hostPointer
    ;

// the memory of such a buffer is always another one's
ownership   : CREATED ;
device      : INT ;
address     : HEX ;
size        : INT ;
memory      : MEMORY_KIND ;
hostPointer : INT ;

// a remark behind a line, or another record
rest : OTHER any* ;
any  : . ;
