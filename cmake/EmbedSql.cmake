# embed_sql(TARGET t DIRECTORY d) builds every d/*.sql into t; catalog::embedded_queries() has them.

function(embed_sql)
  cmake_parse_arguments(arg "" "TARGET;DIRECTORY" "" ${ARGN})
  file(GLOB queries CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${arg_DIRECTORY}/*.sql")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_queries.cc")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DQUERIES=${queries}"
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedSqlScript.cmake"
    DEPENDS ${queries} "${PROJECT_SOURCE_DIR}/cmake/EmbedSqlScript.cmake"
    COMMENT "Embedding catalog queries"
    VERBATIM)
  target_sources(${arg_TARGET} PRIVATE "${output}")
endfunction()
