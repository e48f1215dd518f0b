# pgstair_add_chain(NAME CHAIN folder …) makes a chain's checks tests of ctest. docs/ctest.md tells
# what it does for whom; here is how.
#
#   NAME               what each test's name begins with: NAME.walk, NAME.model, NAME.0007_add_email
#   CHAIN folder       the migrations, or the folder with pgstair.toml or alembic.ini
#   MODEL files…       the desired schema: SQL files (globs allowed), a snapshot file, a URL, metadata
#   NEIGHBOURS files…  SQL files with other people's tables, loaded before base
#   PG versions…       major versions of Postgres; with several each has tests of its own, NAME.pg17.model
#   ROWS n             rehearse each revision with so many rows
#   PROBE              at head, show every constraint a row that violates it
#   TESTS chain|revision|check   what is a test; default: revision
#   FAIL_ON note|warning|error   what fails a test; default: error, or what pgstair.toml says
#   LABELS labels…     of each test, besides pgstair and NAME
#   TIMEOUT seconds    of the walk; default: ctest's own
#   JOBS n             servers that share the walk; ctest -j counts them
#   OPTIONS flags…     more flags of `pgstair verify`: --role, --fixtures, --server …
#
# Relative paths are relative to the current source folder.

include_guard(GLOBAL)
# Inside a function CMAKE_CURRENT_LIST_DIR is the caller's.
set(PGSTAIR_CMAKE_DIR "${CMAKE_CURRENT_LIST_DIR}" CACHE INTERNAL "")

function(pgstair_add_chain name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PROBE" "CHAIN;ROWS;TESTS;FAIL_ON;TIMEOUT;JOBS" "MODEL;NEIGHBOURS;PG;LABELS;OPTIONS")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "pgstair_add_chain(${name}): does not know ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_CHAIN)
    message(FATAL_ERROR "pgstair_add_chain(${name}): say CHAIN and the folder with the migrations")
  endif()
  if(arg_TESTS AND NOT arg_TESTS MATCHES "^(chain|revision|check)$")
    message(FATAL_ERROR "pgstair_add_chain(${name}): TESTS is chain, revision or check, not ${arg_TESTS}")
  endif()
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR AND NOT PGSTAIR_EXECUTABLE)
    message(WARNING "pgstair_add_chain(${name}): set PGSTAIR_EXECUTABLE to a pgstair of this machine; no tests are added")
    return()
  endif()
  pgstair_absolute(chain ${arg_CHAIN})
  pgstair_absolute(model ${arg_MODEL})
  pgstair_absolute(neighbours ${arg_NEIGHBOURS})
  set(flags "${chain}")
  foreach(file IN LISTS model)
    list(APPEND flags --model "${file}")
  endforeach()
  foreach(file IN LISTS neighbours)
    list(APPEND flags --neighbours "${file}")
  endforeach()
  foreach(option IN ITEMS ROWS TESTS JOBS)
    if(DEFINED arg_${option})
      string(TOLOWER "--${option}" flag)
      list(APPEND flags ${flag} "${arg_${option}}")
    endif()
  endforeach()
  if(arg_FAIL_ON)
    list(APPEND flags --fail-on "${arg_FAIL_ON}")
  endif()
  if(arg_PROBE)
    list(APPEND flags --probe)
  endif()
  list(APPEND flags ${arg_OPTIONS})
  set(labels pgstair "${name}" ${arg_LABELS})
  list(LENGTH arg_PG versions)
  if(versions LESS 2)
    if(arg_PG)
      list(APPEND flags --pg ${arg_PG})
    endif()
    pgstair_add_walk("${name}")
    return()
  endif()
  set(flags_of_all ${flags})
  foreach(version IN LISTS arg_PG)
    set(flags ${flags_of_all} --pg ${version})
    pgstair_add_walk("${name}.pg${version}")
  endforeach()
endfunction()

# pgstair_absolute(RESULT paths…): URLs stay as they are, and the word for an Alembic project's models.
function(pgstair_absolute result)
  set(absolute)
  foreach(path IN LISTS ARGN)
    if(NOT path MATCHES "^([a-z]+://.*|metadata)$")
      cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    endif()
    list(APPEND absolute "${path}")
  endforeach()
  set(${result} "${absolute}" PARENT_SCOPE)
endfunction()

# One walk and its tests. Uses its caller's flags, labels and arg_…. A script for each configuration
# says what only a build system's targets know, and hands over to PgstairChainTests.cmake.
function(pgstair_add_walk name)
  string(MAKE_C_IDENTIFIER "${name}" file)
  string(MD5 hash "${name}")
  string(SUBSTRING "${hash}" 0 6 hash)  # names that differ in blanks and dots differ here
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/pgstair/${file}-${hash}")
  file(MAKE_DIRECTORY "${folder}")
  foreach(variable IN ITEMS flags labels)
    set(quoted_${variable})
    foreach(value IN LISTS ${variable})
      string(APPEND quoted_${variable} " [====[${value}]====]")
    endforeach()
  endforeach()
  if(PGSTAIR_EXECUTABLE)
    set(program "${PGSTAIR_EXECUTABLE}")
  else()
    set(program "$<TARGET_FILE:pgstair::pgstair>")
  endif()
  file(GENERATE OUTPUT "${folder}/tests-$<CONFIG>.cmake" CONTENT
"set(pgstair_name [====[${name}]====])
set(pgstair_program [====[${program}]====])
set(pgstair_folder [====[${folder}]====])
set(pgstair_flags${quoted_flags})
set(pgstair_labels${quoted_labels})
set(pgstair_timeout [====[${arg_TIMEOUT}]====])
set(pgstair_jobs [====[${arg_JOBS}]====])
include([====[${PGSTAIR_CMAKE_DIR}/PgstairChainTests.cmake]====])
")
  # Without `ctest -C` a build of several configurations is asked for the first one.
  file(WRITE "${folder}/tests.cmake"
"foreach(config IN ITEMS \"\${CTEST_CONFIGURATION_TYPE}\" ${CMAKE_CONFIGURATION_TYPES} \"${CMAKE_BUILD_TYPE}\")
  if(EXISTS \"${folder}/tests-\${config}.cmake\")
    include(\"${folder}/tests-\${config}.cmake\")
    break()
  endif()
endforeach()
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${folder}/tests.cmake")
endfunction()
