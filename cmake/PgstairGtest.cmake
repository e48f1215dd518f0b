# pgstair_add_gtest(INCLUDE folder SOURCES folder PROGRAM path) makes the target pgstair::gtest: tests of
# a migration chain with GoogleTest, <pgstair_test.h>.
#
# The library is compiled where it is used, so that it has the user's compiler, flags and C++ standard,
# as GoogleTest itself wants it. INCLUDE: where the header is. SOURCES: harness/gtest, or where it is
# installed. PROGRAM: pgstair, a path or a generator expression. Requires: the target GTest::gtest.

function(pgstair_add_gtest)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "INCLUDE;SOURCES;PROGRAM" "")
  if(TARGET pgstair_gtest)
    return()
  endif()
  file(GLOB sources "${arg_SOURCES}/*.cc")
  add_library(pgstair_gtest STATIC EXCLUDE_FROM_ALL ${sources})
  add_library(pgstair::gtest ALIAS pgstair_gtest)
  target_include_directories(pgstair_gtest SYSTEM PUBLIC "${arg_INCLUDE}")
  target_compile_features(pgstair_gtest PUBLIC cxx_std_17)
  # What one process of RegisterChain's tests leaves for the next (gtest_discover_tests starts one for each).
  set(results "${CMAKE_CURRENT_BINARY_DIR}/pgstair-gtest")
  file(MAKE_DIRECTORY "${results}")
  target_compile_definitions(pgstair_gtest PRIVATE "PGSTAIR_DEFAULT_EXECUTABLE=\"${arg_PROGRAM}\""
    "PGSTAIR_RESULTS_FOLDER=\"${results}\"")
  target_link_libraries(pgstair_gtest PUBLIC GTest::gtest)
endfunction()
