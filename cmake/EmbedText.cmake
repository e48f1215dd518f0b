# embed_text(TARGET t FILES d/*.suffix HEADER h NAMESPACE n FUNCTION f TYPE T) builds text files into
# t: the function n::f(), which the header declares, returns them as a vector of T{name, text}.

function(embed_text)
  cmake_parse_arguments(arg "" "TARGET;FILES;HEADER;NAMESPACE;FUNCTION;TYPE" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${arg_FILES}")
  string(REGEX REPLACE "\\.h$" ".cc" source "${arg_HEADER}")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded/${source}")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFILES=${files}" "-DHEADER=${arg_HEADER}"
            "-DNAMESPACE=${arg_NAMESPACE}" "-DFUNCTION=${arg_FUNCTION}" "-DTYPE=${arg_TYPE}"
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedTextScript.cmake"
    DEPENDS ${files} "${PROJECT_SOURCE_DIR}/cmake/EmbedTextScript.cmake"
    COMMENT "Embedding ${arg_FILES}"
    VERBATIM)
  target_sources(${arg_TARGET} PRIVATE "${output}")
endfunction()
