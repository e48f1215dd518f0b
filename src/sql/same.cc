// SPDX-License-Identifier: MIT
#include "sql/same.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sql/tree.h"
#include "sql/words.h"

namespace pgstair::sql {

namespace {

/// The text word by word, without comments and blanks; quoted words as they are written.
std::vector<std::string> written_words(std::string_view text) {
  std::vector<std::string> found;
  Words words(text);
  for (std::size_t at = skip_blanks_and_comments(text, 0); at < text.size();
       at = skip_blanks_and_comments(text, words.offset())) {
    const std::string word = words.next();
    const bool is_opaque = word == "'" || word == "\"" || word == "$";
    found.push_back(is_opaque ? std::string(text.substr(at, words.offset() - at)) : word);
  }
  return found;
}

/// Where a statement stands says nothing of it.
bool is_a_place(const std::string& member) {
  return member == "location" || member == "stmt_location" || member == "stmt_len";
}

/// A type's name without the schema that the grammar gives `integer`, and not `int4`.
Name type_name(const Tree& names) {
  Name name = dotted_name(names);
  if (name.schema == "pg_catalog") name.schema.clear();
  return name;
}

/// Of a function or a DO block: whether blanks mean nothing in its body.
bool is_of_plain_language(const Tree& options) {
  for (const auto& option : options) {
    const Tree& element = member(option, "DefElem");
    if (text_member(element, "defname") != "language") continue;
    const std::string language = text_member(member(member(element, "arg"), "String"), "sval");
    return language == "sql" || language == "plpgsql";
  }
  return true;  // a DO block is PL/pgSQL unless it says otherwise
}

/// Compares trees without recursion, since one may be deeper than the stack.
class TreeComparison {
 public:
  Sameness run(const Tree& a, const Tree& b) {
    add(a, b);
    while (!to_come_.empty() && sameness_ != Sameness::different) {
      const Pair next = to_come_.back();
      to_come_.pop_back();
      compare(next);
    }
    return sameness_;
  }

 private:
  struct Pair {
    const Tree* a;
    const Tree* b;
    /// How much other blanks in a text matter here; `different` where it is no body.
    Sameness for_blanks = Sameness::different;
  };

  void add(const Tree& a, const Tree& b, Sameness for_blanks = Sameness::different) {
    to_come_.push_back({&a, &b, for_blanks});
  }

  void compare(const Pair& pair) {
    const auto& [a, b, for_blanks] = pair;
    if (a->type() != b->type()) return differ(Sameness::different);
    if (a->is_object()) return compare_members(*a, *b, for_blanks);
    if (a->is_array()) return compare_items(*a, *b, for_blanks);
    if (*a == *b) return;
    const bool is_as_written =
        for_blanks != Sameness::different && a->is_string() &&
        same_words(a->get_ref<const std::string&>(), b->get_ref<const std::string&>());
    differ(is_as_written ? for_blanks : Sameness::different);
  }

  void compare_items(const Tree& a, const Tree& b, Sameness for_blanks) {
    if (a.size() != b.size()) return differ(Sameness::different);
    for (std::size_t i = 0; i < a.size(); ++i) add(a[i], b[i], for_blanks);
  }

  void compare_members(const Tree& a, const Tree& b, Sameness for_blanks) {
    for (const auto& [name, value] : b.items()) {
      if (!is_a_place(name) && !a.contains(name)) return differ(Sameness::different);
    }
    const bool is_body = text_member(a, "defname") == "as";
    for (const auto& [name, value] : a.items()) {
      if (is_a_place(name)) continue;
      if (name == "names" && type_name(value) == type_name(member(b, name))) continue;
      const auto other = b.find(name);
      if (other == b.end()) return differ(Sameness::different);
      add(value, *other, is_body ? in_body_ : for_blanks_in(name, value, for_blanks));
    }
  }

  /// Notes what kind of body is below; a statement has one.
  Sameness for_blanks_in(const std::string& name, const Tree& value, Sameness outside) {
    if (name == "DoStmt" && is_of_plain_language(member(value, "args"))) in_body_ = Sameness::same;
    if (name == "CreateFunctionStmt" && is_of_plain_language(member(value, "options")))
      in_body_ = Sameness::same_effect;
    return outside;
  }

  void differ(Sameness how) { sameness_ = std::max(sameness_, how); }

  std::vector<Pair> to_come_;
  Sameness sameness_ = Sameness::same;
  Sameness in_body_ = Sameness::different;
};

/// BEGIN and COMMIT around statements, and what pg_dump writes for psql alone.
bool gives_nothing(const Statement& statement) {
  if (classify(statement.text) == StatementClass::psql_restriction) return true;
  const auto words = written_words(statement.text);
  if (words.empty() || words.size() > 2) return false;
  const std::string& verb = words.front();
  return verb == "begin" || verb == "commit" || verb == "end" || verb == "start";
}

std::vector<const Statement*> that_matter(const std::vector<Statement>& statements) {
  std::vector<const Statement*> found;
  for (const auto& statement : statements) {
    if (!gives_nothing(statement)) found.push_back(&statement);
  }
  return found;
}

}  // namespace

bool same_words(std::string_view a, std::string_view b) {
  return written_words(a) == written_words(b);
}

Sameness compare_statements(std::string_view a, std::string_view b) {
  if (a == b || same_words(a, b)) return Sameness::same;
  const auto tree_of_a = tree_of(a);
  const auto tree_of_b = tree_of(b);
  if (!tree_of_a || !tree_of_b) return Sameness::different;
  return TreeComparison().run(*tree_of_a, *tree_of_b);
}

ScriptComparison compare_scripts(const std::vector<Statement>& before,
                                 const std::vector<Statement>& after) {
  ScriptComparison result;
  const auto old_ones = that_matter(before);
  const auto new_ones = that_matter(after);
  for (std::size_t i = 0; i < std::max(old_ones.size(), new_ones.size()); ++i) {
    const Statement* old_one = i < old_ones.size() ? old_ones[i] : nullptr;
    const Statement* new_one = i < new_ones.size() ? new_ones[i] : nullptr;
    const bool is_alone = old_one == nullptr || new_one == nullptr;
    const Sameness here = is_alone || old_one->rows != new_one->rows
                              ? Sameness::different
                              : compare_statements(old_one->text, new_one->text);
    if (here > result.sameness) result = {here, old_one, new_one};
  }
  return result;
}

}  // namespace pgstair::sql
