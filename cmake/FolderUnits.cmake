# add_folder(TARGET t ROOT r FOLDER f [WITHOUT regex]) compiles every source below r/f into t, those
# of one folder together: a unit includes up to twelve of them. Most of what a source costs is
# reading the same headers and building the same templates again, so the build takes half the time.
#
# -DPGSTAIR_UNITS=OFF compiles each source alone, as an editor's language server and clang-tidy want
# it; it also shows a source that lacks an include of its own.

option(PGSTAIR_UNITS "Compile the sources of a folder together" ON)
set(sources_a_unit 12)
if(PGSTAIR_UNITS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # To GCC a source that is included is a header, whose unnamed namespaces deserve this warning.
  add_compile_options(-Wno-subobject-linkage)
endif()

function(add_folder)
  cmake_parse_arguments(arg "" "TARGET;ROOT;FOLDER;WITHOUT" "" ${ARGN})
  set(root "${CMAKE_CURRENT_SOURCE_DIR}/${arg_ROOT}")
  file(GLOB_RECURSE sources RELATIVE "${root}" CONFIGURE_DEPENDS "${root}/${arg_FOLDER}/*.cc")
  if(arg_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "${arg_WITHOUT}")
  endif()
  if(NOT PGSTAIR_UNITS)
    list(TRANSFORM sources PREPEND "${root}/")
    target_sources(${arg_TARGET} PRIVATE ${sources})
    return()
  endif()
  list(TRANSFORM sources REPLACE "/[^/]*$" "" OUTPUT_VARIABLE folders)
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    set(in_folder ${sources})
    list(FILTER in_folder INCLUDE REGEX "^${folder}/[^/]*$")
    add_units(${arg_TARGET} ${folder} ${in_folder})
  endforeach()
endfunction()

# Divides the sources of one folder into units of about the same size.
function(add_units target folder)
  string(REPLACE "/" "_" name "${folder}")
  list(LENGTH ARGN count)
  math(EXPR units "(${count} + ${sources_a_unit} - 1) / ${sources_a_unit}")
  math(EXPR size "(${count} + ${units} - 1) / ${units}")
  foreach(unit RANGE 1 ${units})
    math(EXPR first "(${unit} - 1) * ${size}")
    list(SUBLIST ARGN ${first} ${size} sources)
    list(TRANSFORM sources REPLACE "(.+)" "#include \"\\1\"\n")
    string(JOIN "" text ${sources})
    set(file "${PROJECT_BINARY_DIR}/units/${target}/${name}_${unit}.cc")
    file(CONFIGURE OUTPUT "${file}" CONTENT "${text}" @ONLY)
    target_sources(${target} PRIVATE "${file}")
  endforeach()
endfunction()
