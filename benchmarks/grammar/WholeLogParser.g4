// A tracker log from its first line to its last.
parser grammar WholeLogParser;

import TrackerParser;

options { tokenVocab = WholeLogLexer; }

// 🔍 DEBUG: Tracking buffer at 0x3ffff800 size=12288 device=0
//   Call stack:
//     1. ttnn::add()
log  : ( line NEWLINE )* EOF ;
line : FRAME
     | noise* event?
     ;
event
    : ( tracking | untracking | opening | opened | closing | closed | clearing | cleared | checkpoint | ended ) more
    ;
noise : OTHER | VALUE | INT ;
