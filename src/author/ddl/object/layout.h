// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How the SQL that is written looks, and how the server's spelling becomes what people write.
namespace pgstair::author {

/// "(\n    a integer,\n    b text\n)"; "()" for none.
std::string block(const std::vector<std::string>& lines);

/// "(a, b)", or as a block where that would be a long line.
std::string list(const std::vector<std::string>& items);

/// `text` with its lines two blanks or four further in than they are, but for the first.
std::string indented(std::string_view text);

/// The length of the quoted text that begins here: 'it''s', "a name".
std::size_t quoted_length(std::string_view text);

/// Without the parentheses around the whole of it: "((a > 0))" → "a > 0".
std::string without_parentheses(std::string_view expression);

/// "x = ANY ((ARRAY[1, 2])::bigint[])" → "x = ANY (ARRAY[1, 2])": what the server makes of `x IN
/// (1, 2)` where the types differ, it does not make of its own text of that again, in which it
/// moves the cast to the elements. pg_dump's text is not read back as it was for that reason.
std::string without_array_casts(std::string_view expression);

/// A type as people write it: "character varying(20)" → "varchar(20)", "timestamp with time zone" →
/// "timestamptz".
std::string short_type(const std::string& type);

/// A default of a column of `type`, without the cast to that very type: "'new'::text" → "'new'";
/// and without that of a sequence's name.
std::string short_default(const std::string& expression, const std::string& type);

/// A collation without pg_catalog, which needs no name.
std::string short_collation(const std::string& collation);

/// "fillfactor=70, autovacuum_enabled=false" of the catalog, one by one.
struct Option {
  std::string name;
  std::string value;
};
std::vector<Option> options_of(std::string_view text);

/// "fillfactor = 70, autovacuum_enabled = false", each name after `prefix`.
std::vector<std::string> assignments(const std::vector<Option>& options,
                                     std::string_view prefix = "");
/// "host 'localhost', port '5432'"
std::string foreign_options(std::string_view text);

/// A value of a setting, as SET takes it: names of a list each on their own.
std::string setting_value(const std::string& name, const std::string& value);

/// "f" of "f(integer, text)"
std::string without_arguments(std::string_view function);

/// The text up to the first of these words outside of parentheses and quotes, and the rest.
struct Cut {
  std::string head;
  std::string tail;  ///< from the word on; empty if there is none
};
Cut cut_before(std::string_view text, std::string_view word);

}  // namespace pgstair::author
