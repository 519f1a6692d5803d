// One line of what a test runner prints, from the line's first byte. A line that has one of the literals and
// another form is ordinary text. Nothing but the name and the outcome is read.
parser grammar TestRunnerParser;

options { tokenVocab = TestRunnerLexer; }

record
    : ( sessionStarted | sessionOver | pytestEnded | pytestOutcome | pytestFile | ctestStarted | ctestEnded
      | surefireStarted | surefireEnded | suiteStarted | suiteEnded | feedStarted | feedEnded ) ending EOF
    | ( pytestTold | pytestStarted ) ( ( BLANK | FOREIGN ) any* )? EOF
    ;

ending : BLANK* ( FOREIGN any* )? ;

// ============================= test session starts ==============================
// [----------] 3 tests from MeshDeviceFixture
// Test project /home/user/build
//  T E S T S
sessionStarted
    : prefix bar SESSION_STARTS bar
    | prefix ( SUITES_RUN | SUITE_BEGINS | CTEST_PROJECT ) other+
    | prefix level? SUREFIRE_BANNER
    ;

// =================================== FAILURES ===================================
sessionOver : prefix bar ( WARNINGS_SUMMARY | FAILURES | ERRORS | SHORT_SUMMARY ) bar ;

// tests/ttnn/test_add.py::test_add[shape0-bfloat16] PASSED                 [ 12%]
// tests/ttnn/test_add.py::TestAdd::test_wide SKIPPED (needs two devices)   [ 25%]
// tests/ttnn/test_add.py::test_long 100%|##########| 12/12 PASSED          [ 37%]
pytestEnded
    : prefix node BLANK+ pytestResult reason? ( BLANK+ PERCENT )?
    | prefix node BLANK other*? pytestResult BLANK+ PERCENT
    ;

// FAILED tests/ttnn/test_add.py::test_big - RuntimeError: TT_FATAL @ bank_manager.cpp:433: address.has_value()
pytestTold : prefix pytestResult BLANK node ;

// PASSED
// 100%|##########| 12/12PASSED                                             [ 12%]
pytestOutcome
    : prefix ( printedPassed | printedFailed | printedSkipped )
    | other* ( printedPassed | printedFailed | printedSkipped ) BLANK+ PERCENT
    ;

// tests/ttnn/test_add.py ..F.s                                             [ 12%]
pytestFile : prefix file ( DOT | MARKS )+ BLANK+ PERCENT ;

// tests/ttnn/test_add.py::test_add[shape0-bfloat16]                  Metal | INFO     | Initializing device 0
pytestStarted : prefix node ;

//       Start  3: unit_tests_device
ctestStarted : prefix BLANK* CTEST_START BLANK* NUMBER COLON BLANK ctest ;

//  3/10 Test  #3: unit_tests_device ...............   Passed    0.01 sec
//  4/10 Test  #4: unit_tests_ttnn .................***Failed    2.10 sec
ctestEnded
    : prefix BLANK* WORD BLANK ( CTEST_1 | CTEST_2 | CTEST_3 | CTEST_4 | CTEST_5 ) NUMBER COLON BLANK ctest BLANK DOT+
      BLANK* ( ctestPassed | ctestFailed | ctestSkipped ) other*? SECONDS
    ;

// [INFO] Running com.example.DeviceTest
// Running com.example.DeviceTest
surefireStarted : prefix ( SUREFIRE_RUNNING | RUNNING ) testClass ;

// [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.123 s -- in com.example.DeviceTest
// [ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.2 s <<< FAILURE! - in com.example.DeviceTest
surefireEnded : prefix level? TESTS_RUN counts classPassed other*? ( classFailed other*? )? ( IN_CLASS testClass )? ;

// [ RUN      ] MeshDeviceFixture.AllocatesBuffers
suiteStarted : beforeSuite SUITE_RUN suite ;

// [       OK ] MeshDeviceFixture.AllocatesBuffers (12 ms)
// [  FAILED  ] Sizes/MeshBufferTest.Fits/3, where GetParam() = 4096 (7 ms)
suiteEnded : beforeSuite ( suitePassed | suiteFailed | suiteSkipped ) suite ( COMMA other*? )? BLANK MILLIS ;

// JUnit Jupiter > DeviceTest > opens() :: STARTED
feedStarted : prefix feed FEED_STARTED ;

// JUnit Jupiter > DeviceTest > opens() :: SUCCESSFUL
feedEnded : prefix feed ( feedPassed | feedFailed | feedSkipped ) ;

// the names of tests
node      : path ( PYTEST_FUNCTION word* | PYTEST_NODE word+ ) ( COLONS word+ )* PARAMS? ;
file      : path PYTEST_FILE ;
ctest     : ~( BLANK | FOREIGN )+ ;
suite     : word+ ( DOT word+ )+ ;
testClass : word+ ( DOT word+ )+ ( DOLLAR word+ )* ;
feed      : ~FOREIGN*? ABOVE ~FOREIGN*? ;

// what became of them
pytestResult   : pytestPassed | pytestFailed | pytestSkipped ;
pytestPassed   : PASSED | XFAIL | XPASS ;
pytestFailed   : FAILED | ERROR ;
pytestSkipped  : SKIPPED ;
printedPassed  : PASSED | XFAIL | XPASS ;
printedFailed  : FAILED ;
printedSkipped : SKIPPED ;
ctestPassed    : CTEST_PASSED ;
ctestFailed    : CTEST_FAILED ;
ctestSkipped   : CTEST_SKIPPED ;
classPassed    : TIME_ELAPSED ;
classFailed    : BROKEN ;
suitePassed    : SUITE_OK ;
suiteFailed    : SUITE_FAILED ;
suiteSkipped   : SUITE_SKIPPED ;
feedPassed     : FEED_SUCCESSFUL ;
feedFailed     : FEED_FAILED ;
feedSkipped    : FEED_ABORTED ;

// what a CI job or ctest -V puts before every line
prefix      : ( STAMP | NUMBER COLON BLANK )* ;
level       : PARAMS BLANK? ;
bar         : OTHER* ;
path        : ( word | DOT )+ ;
word        : WORD | NUMBER | MARKS ;
reason      : BLANK OPEN other* ;
counts      : ( NUMBER | WORD | COMMA | COLON | BLANK )+ ;
beforeSuite : ~( SUITE_RUN | SUITE_OK | SUITE_FAILED | SUITE_SKIPPED | FOREIGN )* ;
other       : ~FOREIGN ;
any         : . ;
