// One line of a recording that heaptrack has interpreted. Strings, pointers and traces are numbered from 1 in the
// order of their lines, kinds from 0; the number 0 of a string or trace means none.
parser grammar HeaptrackParser;

options { tokenVocab = HeaptrackLexer; }

// versions 1 and 2
record : ( string | common ) EOF ;

// version 3
sizedRecord : ( sizedString | common ) EOF ;

// s /usr/lib/libc.so.6
string : STRING remainder? ;

// s 15 /usr/lib/x86/libc.so.6
// The number is the length of the text in bytes.
sizedString : STRING number SPACE remainder? ;

common
    : version
    | command
    | system
    | attached
    | suppression
    | pointer
    | trace
    | kind
    | allocated
    | freed
    | time
    | resident
    | raw
    | stringTotal
    | pointerTotal
    | comment
    | blank
    ;

// v 10400 3
// The version of heaptrack, then that of the format.
version : VERSION number ( SPACE number )? ;

// X ./server --port 80
command : COMMAND remainder? ;

// I 1000 5e2990
// The size of a page and the number of pages of the machine.
system : SYSTEM number SPACE number ;

// A
// What was allocated before is not in the recording: heaptrack was attached to a running program.
attached : ATTACHED ;

// S leak:libfontconfig
suppression : SUPPRESSION remainder? ;

// i 7f0785724a1d 8 e d 4a e d 1a
// An instruction's address and module; then function, file and line of the innermost call, and of each call that it
// was inlined into.
pointer
    : POINTER number SPACE number
      ( SPACE number ( SPACE number SPACE number ( SPACE number SPACE number SPACE number )* )? )?
    ;

// t 2 1
// A pointer, and the trace of its caller.
trace : TRACE number SPACE number ;

// a 11c00 4
// A size in bytes, and the trace that allocates it.
kind : KIND number SPACE number ;

// + 0
allocated : ALLOCATED number ;

// - 0
freed : FREED number ;

// c a
// Milliseconds since the beginning.
time : TIME number ;

// R e98
// Resident pages.
resident : RESIDENT number ;

// x 15 /usr/bin/server
// m 1 -
// Only a recording that is not interpreted yet has these.
raw : ( EXECUTABLE | MODULE ) remainder? ;

// # strings: 345
stringTotal : STRING_TOTAL INT ;

// # ips: 2802
pointerTotal : POINTER_TOTAL INT ;

comment : COMMENT remainder? ;

blank : ;

number : HEXDIGITS ;

// everything to the end of the line
remainder : any+ ;
any       : . ;
