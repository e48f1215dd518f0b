# Writes OUTPUT, a C++ file that holds each of QUERIES as a raw string literal.
# A literal may be at most 64 KiB for portability; no query comes near that.

set(body "")
foreach(query IN LISTS QUERIES)
  get_filename_component(name "${query}" NAME_WE)
  file(READ "${query}" text)
  string(APPEND body "    {\"${name}\", R\"pgstair_sql(${text})pgstair_sql\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"catalog/embedded_queries.h\"\n\n"
  "namespace pgstair::catalog {\n\n"
  "const std::vector<EmbeddedQuery>& embedded_queries() {\n"
  "  static const std::vector<EmbeddedQuery> queries{\n${body}  };\n"
  "  return queries;\n}\n\n}  // namespace pgstair::catalog\n")
