// SPDX-License-Identifier: MIT
#include "postgres/server_error.h"

#include <array>
#include <cstdlib>
#include <string_view>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::postgres {

namespace {

struct Field {
  std::string_view label;
  std::string ServerError::*member;  ///< null: known, and not kept
};

/// The labelled fields in the reverse of the order in which libpq writes them.
constexpr std::array fields_from_the_end{
    Field{"LOCATION:  ", nullptr},
    Field{"CONSTRAINT NAME:  ", &ServerError::constraint},
    Field{"DATATYPE NAME:  ", &ServerError::datatype},
    Field{"COLUMN NAME:  ", &ServerError::column},
    Field{"TABLE NAME:  ", &ServerError::table},
    Field{"SCHEMA NAME:  ", &ServerError::schema},
    Field{"CONTEXT:  ", &ServerError::context},
    Field{"QUERY:  ", nullptr},
    Field{"HINT:  ", &ServerError::hint},
    Field{"DETAIL:  ", &ServerError::detail},
};

/// Cuts the last field with this label off `text`, if it stands at the start of a line.
bool cut_field(std::string& text, std::string_view label, std::string& value) {
  const auto at = text.rfind("\n" + std::string(label));
  if (at == std::string::npos) return false;
  value = trim(std::string_view(text).substr(at + 1 + label.size()));
  text.erase(at);
  return true;
}

/// The byte at which line `number` (from 1) of `text` starts, or npos.
std::size_t line_start(std::string_view text, int number) {
  std::size_t at = 0;
  for (int line = 1; line < number; ++line) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return at;
    ++at;
  }
  return at;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

/// From "LINE 3: …excerpt" and the caret line below it to a character of the statement.
/// libpq shortens a long line with "..." on either side, so the excerpt is looked up in the line.
int position_from_excerpt(std::string_view line, std::string_view caret,
                          std::string_view statement) {
  const auto colon = line.find(": ");
  const auto mark = caret.find('^');
  if (colon == std::string_view::npos || mark == std::string_view::npos) return 0;
  const int number = std::atoi(std::string(line.substr(5, colon - 5)).c_str());
  const std::size_t start = number > 0 ? line_start(statement, number) : std::string_view::npos;
  if (start == std::string_view::npos) return 0;

  std::string_view excerpt = line.substr(colon + 2);
  std::size_t column = mark - (colon + 2);
  std::size_t skipped = 0;
  if (excerpt.starts_with("...")) {
    excerpt.remove_prefix(3);
    column -= 3;
    const std::string_view core =
        excerpt.substr(0, excerpt.size() > 6 ? excerpt.size() - 3 : excerpt.size());
    const auto found = statement.find(core, start);
    if (found == std::string_view::npos) return 0;
    skipped = code_points(statement.substr(start, found - start));
  }
  return static_cast<int>(code_points(statement.substr(0, start)) + skipped + column + 1);
}

/// Cuts "LINE n: …" and its caret line off the end of `text`.
void cut_excerpt(std::string& text, const std::string& statement, ServerError& error) {
  const auto at = text.rfind("\nLINE ");
  if (at == std::string::npos) return;
  const auto shown = lines(std::string_view(text).substr(at + 1));
  if (shown.size() == 2 && trim(shown[1]) == "^") {
    error.position = position_from_excerpt(shown[0], shown[1], statement);
    text.erase(at);
  }
}

}  // namespace

ServerError parse_server_error(const std::string& verbose_text, const std::string& sqlstate,
                               const std::string& statement) {
  ServerError error;
  error.sqlstate = sqlstate;
  std::string text(trim(verbose_text));
  bool inner_query = false;
  for (const auto& field : fields_from_the_end) {
    std::string value;
    if (!cut_field(text, field.label, value)) continue;
    if (field.label.starts_with("QUERY")) inner_query = true;
    if (field.member != nullptr) error.*field.member = value;
  }
  cut_excerpt(text, statement, error);
  if (inner_query) error.position = 0;  // the excerpt was of a function's own query

  // What is left is "ERROR:  23505: message".
  const auto severity = text.find(":  ");
  std::string_view message = text;
  if (severity != std::string::npos && severity < 12) message.remove_prefix(severity + 3);
  if (message.size() > 7 && message.substr(5, 2) == ": ") {
    if (error.sqlstate.empty()) error.sqlstate = message.substr(0, 5);
    message.remove_prefix(7);
  }
  error.message = trim(message);
  return error;
}

ServerError copy_needs_client() {
  ServerError error;
  error.sqlstate = "0A000";  // feature_not_supported
  error.message =
      "COPY … FROM STDIN or TO STDOUT exchanges rows with the client, which only psql does";
  return error;
}

std::string to_string(const ServerError& error) {
  std::string text = "ERROR " + error.sqlstate + ": " + error.message;
  if (!error.detail.empty()) text += "\nDETAIL: " + error.detail;
  if (!error.hint.empty()) text += "\nHINT: " + error.hint;
  return text;
}

void throw_if_disk_is_full(const ServerError& error) {
  constexpr std::string_view disk_full = "53100";
  if (error.sqlstate != disk_full) return;
  throw EnvironmentError("the server has no room: " + error.message,
                         "Free some space where its files are; PGSTAIR_RUN_DIR names another "
                         "place for a disposable one.");
}

std::string missing_role(const ServerError& error) {
  constexpr std::string_view undefined_object = "42704";
  constexpr std::string_view before = "role \"";
  constexpr std::string_view after = "\" does not exist";
  const std::string& message = error.message;
  if (error.sqlstate != undefined_object || !message.starts_with(before) ||
      !message.ends_with(after))
    return {};
  return message.substr(before.size(), message.size() - before.size() - after.size());
}

}  // namespace pgstair::postgres
