// The tokens of what test runners print: pytest, GoogleTest, CTest, Surefire and the JUnit console.
// Every byte is one character (Latin-1), so that positions are byte offsets.
lexer grammar TestRunnerLexer;

SESSION_STARTS   : '========== test session starts ==========' ;
WARNINGS_SUMMARY : '= warnings summary =' ;
FAILURES         : '= FAILURES =' ;
ERRORS           : '= ERRORS =' ;
SHORT_SUMMARY    : '= short test summary info =' ;
PYTEST_FUNCTION  : '.py::test_' ;
PYTEST_NODE      : '.py::' ;
PYTEST_FILE      : '.py ' ;
PASSED           : 'PASSED' ;
FAILED           : 'FAILED' ;
SKIPPED          : 'SKIPPED' ;
XFAIL            : 'XFAIL' ;
XPASS            : 'XPASS' ;
ERROR            : 'ERROR' ;

SUITES_RUN    : '[==========] ' ;
SUITE_BEGINS  : '[----------] ' ;
SUITE_RUN     : '[ RUN      ] ' ;
SUITE_OK      : '[       OK ] ' ;
SUITE_FAILED  : '[  FAILED  ] ' ;
SUITE_SKIPPED : '[  SKIPPED ] ' ;

CTEST_PROJECT  : 'Test project ' ;
CTEST_START    : '    Start ' ;
CTEST_1        : 'Test #' ;
CTEST_2        : 'Test  #' ;
CTEST_3        : 'Test   #' ;
CTEST_4        : 'Test    #' ;
CTEST_5        : 'Test     #' ;
CTEST_PASSED   : 'Passed' ;
CTEST_FAILED   : '***Failed' | '***Timeout' | '***Exception:' ;
CTEST_SKIPPED  : '***Skipped' | '***Not Run' ;
SECONDS        : ' sec' ;

SUREFIRE_BANNER  : ' T E S T S' ;
SUREFIRE_RUNNING : '[INFO] Running ' ;
RUNNING          : 'Running ' ;
TESTS_RUN        : 'Tests run: ' ;
TIME_ELAPSED     : ', Time elapsed: ' ;
BROKEN           : '<<< ' ;
IN_CLASS         : ' -- in ' | ' - in ' ;

FEED_STARTED    : ' :: STARTED' ;
FEED_SUCCESSFUL : ' :: SUCCESSFUL' ;
FEED_FAILED     : ' :: FAILED' ;
FEED_ABORTED    : ' :: ABORTED' ;
ABOVE           : ' > ' ;

// 2024-04-01T23:53:30.6500269Z or 2026-02-18 14:53:01.472, and what separates it from the line
STAMP   : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT [T ] CLOCK 'Z'? ' '+ ;
MILLIS  : '(' DIGIT+ ' ms)' ;
PERCENT : '[' ' '* DIGIT+ '%]' ;
PARAMS  : '[' ( ~[[\]\r\n] | PARAMS )* ']' ;
NUMBER  : DIGIT+ ;
MARKS   : [FEsxXR]+ ;
WORD    : [A-Za-z0-9_/@+~-]+ ;

DOT    : '.' ;
COMMA  : ',' ;
COLONS : '::' ;
COLON  : ':' ;
DOLLAR : '$' ;
OPEN   : '(' ;

// one at a time, since literals may begin with some
BLANK   : [ \t] ;
// what ends every record
FOREIGN : [\u0000-\u0008\u000a-\u001f\u0080-\u00ff] ;
OTHER   : . ;

fragment CLOCK : DIGIT DIGIT ':' DIGIT DIGIT ':' DIGIT DIGIT ( '.' DIGIT+ )? ;
fragment DIGIT : [0-9] ;
