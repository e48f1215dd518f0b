# Writes OUTPUT, a C++ file that holds each of FILES as a raw string literal; see EmbedText.cmake.
# A literal may be at most 64 KiB for portability; no file comes near that.

set(body "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" text)
  string(APPEND body "    {\"${name}\", R\"pgstair_text(${text})pgstair_text\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"${HEADER}\"\n\n"
  "namespace ${NAMESPACE} {\n\n"
  "const std::vector<${TYPE}>& ${FUNCTION}() {\n"
  "  static const std::vector<${TYPE}> files{\n${body}  };\n"
  "  return files;\n}\n\n}  // namespace ${NAMESPACE}\n")
