// SPDX-License-Identifier: MIT
#include <algorithm>
#if __has_include(<pqxx/tablewriter.hxx>)
#include <pqxx/tablewriter.hxx>
#endif

#include "postgres/connection.h"

namespace pgstair::postgres {

#if PQXX_VERSION_MAJOR >= 7
void copy_rows(pqxx::transaction_base& transaction, const std::string& table,
               const std::string& columns, std::size_t width, const Session::NextRow& next) {
  auto stream = pqxx::stream_to::raw_table(transaction, table, columns);
  std::vector<std::optional<std::string>> row(width);
  while (next(row)) stream.write_row(row);
  stream.complete();
}
#else
namespace {

/// COPY's text format, which libpqxx 6 writes itself only for tuples of a fixed size.
void append_cell(std::string& line, bool first, const std::optional<std::string>& cell) {
  if (!first) line += '\t';
  if (!cell) {
    line += "\\N";
    return;
  }
  const auto is_special = [](char character) {
    return character == '\\' || character == '\n' || character == '\r' || character == '\t';
  };
  auto from = cell->begin();
  for (auto at = std::ranges::find_if(*cell, is_special); at != cell->end();
       at = std::find_if(from, cell->end(), is_special)) {
    line.append(from, at);
    line += '\\';
    line += *at == '\n' ? 'n' : *at == '\r' ? 'r' : *at == '\t' ? 't' : *at;
    from = at + 1;
  }
  line.append(from, cell->end());
}

}  // namespace

void copy_rows(pqxx::transaction_base& transaction, const std::string& table,
               const std::string& columns, std::size_t width, const Session::NextRow& next) {
  // stream_to, which tablewriter is deprecated for, takes only rows of a size that is known here.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  pqxx::tablewriter stream(transaction, table, &columns, &columns + 1);
#pragma GCC diagnostic pop
  std::vector<std::optional<std::string>> row(width);
  constexpr std::size_t enough = 32'768;
  std::string lines;  // the writer ends what it is given with a newline
  while (next(row)) {
    if (lines.size() > enough) {
      stream.write_raw_line(lines);
      lines.clear();
    }
    if (!lines.empty()) lines += '\n';
    for (std::size_t i = 0; i < width; ++i) append_cell(lines, i == 0, row[i]);
  }
  if (!lines.empty()) stream.write_raw_line(lines);
  stream.complete();
}
#endif

}  // namespace pgstair::postgres
