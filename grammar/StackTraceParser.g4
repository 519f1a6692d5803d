// The lines of a record in the allocation stack trace log. The ruled line above a record is noise.
parser grammar StackTraceParser;

options { tokenVocab = StackTraceLexer; }

record : ( title | allocation | deallocation ) rest? EOF ;

// === TT-Metal Buffer Allocation Stack Traces ===
title : TITLE ;

// Allocation #17
allocation : ALLOCATION INT ;

// Deallocation
deallocation : DEALLOCATION ;

detail : ( property | stackIntro ) rest? EOF ;

// PID: 314528
// Time: 2025-10-22 14:32:15
// Device: 0
// Type: DRAM
// Size: 12288 bytes (12 KB)
// Address: 0x3ffff800
property
    : PID process
    | TIME TEXT
    | DEVICE device
    | TYPE ( memory | WORD )
    | SIZE size BYTES ( OPEN ( INT | REAL ) KB CLOSE )?
    | ADDRESS address
    ;

// Stack trace:
stackIntro : STACK_TRACE ;

process : INT ;
device  : INT ;
memory  : MEMORY_KIND ;
size    : INT ;
address : HEX ;

// a remark behind a line, or another record
rest : OTHER any* ;
any  : . ;
