# precompiled_headers(NAME header... LIBRARIES library...) has what nearly every source includes
# parsed once: the standard headers, and those that are named. precompile(target NAME) uses them.
#
# A source includes what it needs all the same: -DPGSTAIR_UNITS=OFF compiles without.

set(precompiled_standard_headers <algorithm> <chrono> <compare> <cstddef> <cstdint> <filesystem> <functional> <iterator>
    <map> <memory> <optional> <ranges> <set> <span> <string> <string_view> <unordered_map> <unordered_set> <utility>
    <variant> <vector>)
if(PGSTAIR_UNITS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)  # ccache wants it
endif()

# A target of its own: GCC refuses headers that were precompiled with a macro that the source lacks.
function(precompiled_headers name)
  cmake_parse_arguments(arg "" "" "LIBRARIES" ${ARGN})
  if(PGSTAIR_UNITS)
    file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cc" CONTENT "")
    add_library(${name} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cc")
    target_link_libraries(${name} PRIVATE pgstair_options ${arg_LIBRARIES})
    target_precompile_headers(${name} PRIVATE ${precompiled_standard_headers} ${arg_UNPARSED_ARGUMENTS})
  endif()
endfunction()

function(precompile target name)
  if(PGSTAIR_UNITS)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()
