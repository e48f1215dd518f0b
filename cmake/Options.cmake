# Build options, and the one interface target that carries them to every part.

option(PGSTAIR_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(PGSTAIR_INSTALL "Install pgstair with the project: not with another one that builds it for its tests" ${PROJECT_IS_TOP_LEVEL})
option(PGSTAIR_STRICT "Warnings are errors: for CI and for who changes pgstair, not for who tries it" OFF)
set(PGSTAIR_SANITIZE "" CACHE STRING "Sanitizers of the compiler: \"address,undefined\" or \"thread\"")
option(PGSTAIR_FUZZ "Build the programs of tests/fuzz, which need Clang, instead of the tests" OFF)

# A compiler cache is used where there is one; -DCMAKE_CXX_COMPILER_LAUNCHER= turns it off.
find_program(PGSTAIR_CCACHE ccache)
mark_as_advanced(PGSTAIR_CCACHE)
if(PGSTAIR_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness is what it needs to be of use with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${PGSTAIR_CCACHE}")
endif()

add_library(pgstair_options INTERFACE)
target_compile_features(pgstair_options INTERFACE cxx_std_20)
target_compile_options(pgstair_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 takes `"literal" + std::string` for an overlapping copy (GCC bug 105651) and a copy of a
  # short std::string for one beyond its end (GCC bug 105329), and the members of an absent
  # std::optional for reads of uninitialised memory (GCC bug 80635).
  target_compile_options(pgstair_options INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-maybe-uninitialized)
endif()
if(PGSTAIR_STRICT)
  target_compile_options(pgstair_options INTERFACE -Werror)
endif()
if(PGSTAIR_SANITIZE)
  target_compile_options(pgstair_options INTERFACE
    -fsanitize=${PGSTAIR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(pgstair_options INTERFACE -fsanitize=${PGSTAIR_SANITIZE})
endif()
if(PGSTAIR_FUZZ)
  target_compile_options(pgstair_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
