// One record line of the tracker format. A rule that stands around a value is named after the field of the
// event that the value fills; the alternatives of `record` are named after what happened.
parser grammar TrackerParser;

options { tokenVocab = TrackerLexer; }

record
    : ( tracking | untracking | opening | opened | closing | closed | clearing | cleared | checkpoint | ended )
      more tail? EOF
    ;

// 🔍 DEBUG: Tracking buffer at 0x3ffff800 size=12288 device=0 type=DRAM page_size=2048 banks=12 pid=4711 seq=3
tracking : TRACKING address SIZE size DEVICE device ;

// 🔍 DEBUG: Untracking buffer at 0x3ffff800 size=12288 device=0 pid=4711 seq=19
untracking : UNTRACKING address ( SIZE size )? DEVICE device ;

// 🔍 DEBUG: Opening mesh device 1 devices=0,1,2,3,4,5,6,7 shape=2x4 arch=wormhole_b0 pid=4711 seq=1
opening : OPENING mesh ;

// 🔍 DEBUG: Opened mesh device 1 pid=4711 seq=3
opened : OPENED mesh ;

// 🔍 DEBUG: Closing mesh device 1 pid=4711 seq=96
closing : CLOSING mesh ;

// 🔍 DEBUG: Closed mesh device 1 pid=4711 seq=120
closed : CLOSED mesh ;

// 🔍 DEBUG: Clearing program cache on mesh device 1 entries=2 pid=4711 seq=90
clearing : CLEARING mesh ;

// 🔍 DEBUG: Cleared program cache on mesh device 1 pid=4711 seq=95
cleared : CLEARED mesh ;

// 🔍 DEBUG: Checkpoint name="iteration 3" pid=4711 seq=40
checkpoint : CHECKPOINT name ;

// 🔍 DEBUG: Recording ended events=120 pid=4711 seq=121
ended : ENDED ;

// What may stand in any order behind what each kind of record begins with. It stands here once: ANTLR looks at all that may
// follow it wherever it stands.
more : option* ;

option
    : TYPE memory
    | PAGE_SIZE pageSize
    | BANKS banks
    | PID process
    | SEQ sequence
    | DEVICES devices
    | ARCH arch
    | ( ENTRIES | EVENTS ) count
    | unknown
    | misfit
    ;

address  : HEX ;
size     : INT ;
device   : INT ;
mesh     : INT ;
memory   : MEMORY_KIND ;
pageSize : INT ;
banks    : INT ;
process  : INT ;
sequence : INT ;
count    : INT ;
devices  : LIST | INT ;
arch     : VALUE | INT ;
name     : QUOTED | VALUE | INT ;

// a key that this version does not know
unknown : KEY ( VALUE | INT | HEX | LIST | QUOTED | MEMORY_KIND )? ;

// a known key with a value of another kind
misfit
    : ( TYPE | PAGE_SIZE | BANKS | PID | SEQ | DEVICES | DEVICE | SIZE | ARCH | ENTRIES | EVENTS )
      ( VALUE | INT | HEX | LIST | QUOTED | MEMORY_KIND )?
    ;

// what follows a record on its line is not part of it: noise, or another record
tail
    : ~( KEY | TYPE | PAGE_SIZE | BANKS | PID | SEQ | DEVICES | DEVICE | SIZE | ARCH | ENTRIES | EVENTS ) any*
    ;
any  : . ;
