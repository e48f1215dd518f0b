// SPDX-License-Identifier: MIT
#include "postgres/hidden_passwords.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "postgres/connection_string.h"
#include "support/text.h"

// Linear in the message, which may be megabytes of what a program printed.

namespace pgstair::postgres {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view hidden = "***";

/// From its first byte to the one after its last.
struct Span {
  std::size_t from = 0;
  std::size_t to = 0;
};

bool is_port(std::string_view text) {
  text = text.substr(0, text.find_first_of("/?#\"',;)"));
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The password of the login in a word (what stands between blanks): after the colon that ends the
/// user's name, up to the last @. `line` begins with the word and goes on behind it, as a password
/// with a blank does.
std::optional<Span> password_in_login(std::string_view word, std::string_view line) {
  const auto slashes = word.find("://");
  auto at = word.rfind('@');
  auto colon = word.find(':', slashes < at ? slashes + 3 : 0);
  if (slashes < at && at == std::string_view::npos && colon < word.size() &&
      !is_port(word.substr(colon + 1)))
    at = line.rfind('@');
  // postgresql:/me:s3cret@host: a slash less, as in a path that somebody made of it.
  if (slashes >= at && colon < at && line[colon + 1] == '/') colon = word.find(':', colon + 1);
  if (at == std::string_view::npos || colon >= at) return std::nullopt;
  return Span{colon + 1, at};
}

/// Whether a name is one that people give to a password: password, DB_PASSWORD, sslpassword,
/// passwd, pasword, pwd, secret …; not password_encryption.
bool names_password(std::string_view name) {
  const std::string small = lower(name.substr(name.rfind('_') + 1));
  constexpr std::array signs{"pas", "pwd", "pw", "psw", "pssw", "secret"};
  return std::ranges::any_of(
      signs, [&](const char* sign) { return small.find(sign) != std::string::npos; });
}

/// Up to the closing quote of `text[from]`; all the rest if there is none.
std::size_t end_of_quoted(std::string_view text, std::size_t from) {
  for (std::size_t at = from + 1; at < text.size(); ++at) {
    if (text[at] == text[from]) return at;
    if (text[at] == '\\') ++at;
  }
  return text.size();
}

/// The value of a name that ends at `at`: `=s3cret`, `='s3cret'`, `': 's3cret'` of JSON and Python,
/// ` 's3cret'` of SQL. None if it is a placeholder in braces.
std::optional<Span> value_after(std::string_view text, std::size_t at) {
  const auto character = [&] { return at < text.size() ? text[at] : '\0'; };
  const auto skip_blanks = [&] {
    while (at < text.size() && blanks.find(text[at]) != std::string_view::npos) ++at;
  };
  if (character() == '\'' || character() == '"') ++at;  // that the name itself stands in
  skip_blanks();
  const bool may_be_bare = character() == '=';
  if (may_be_bare || character() == ':') ++at;
  skip_blanks();
  if (character() == '\'' || character() == '"') {
    const Span value{at + 1, end_of_quoted(text, at)};
    if (text[std::min(value.from, text.size() - 1)] == '{') return std::nullopt;
    return value;
  }
  if (!may_be_bare) return std::nullopt;
  return Span{at, std::min(text.find_first_of(" \t\r\n&'\"", at), text.size())};
}

/// In the order of their starts.
std::vector<Span> passwords_in(std::string_view text) {
  std::vector<Span> found;
  const auto is_of_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (std::size_t from = text.find_first_not_of(blanks); from != std::string_view::npos;) {
    const std::size_t to = std::min(text.find_first_of(blanks, from), text.size());
    const auto line = text.substr(from, text.find('\n', from) - from);
    if (const auto login = password_in_login(text.substr(from, to - from), line))
      found.push_back({from + login->from, from + login->to});
    for (std::size_t at = from; at < to; ++at) {
      const std::size_t start = at;
      while (at < to && is_of_name(text[at])) ++at;
      if (!names_password(text.substr(start, at - start))) continue;
      if (const auto value = value_after(text, at)) found.push_back(*value);
    }
    from = text.find_first_not_of(blanks, to);
  }
  std::ranges::sort(found, {}, &Span::from);
  return found;
}

}  // namespace

std::string hide_passwords(std::string_view message) {
  std::string result;
  std::size_t done = 0;
  for (const auto& [from, to] : passwords_in(message)) {
    if (to <= done || from == to) continue;
    if (from >= done) result.append(message.substr(done, from - done)).append(hidden);
    done = to;
  }
  return result.append(message.substr(std::min(done, message.size())));
}

std::string hide_passwords(std::string_view message, const std::string& address) {
  const auto told = ConnectionString::parse(address);
  const auto part = [&](const char* keyword) { return told.get(keyword).value_or(""); };
  const std::string login = part("user");
  const std::string user = login.substr(0, login.find(':'));  // of user=me:s3cret
  const std::string names = join({"postgres postgresql", user, part("host"), part("dbname")}, " ");
  std::string result(message);
  for (const auto& password :
       {part("password"), login.substr(std::min(user.size() + 1, login.size()))}) {
    // One that is a name as well (postgres, as whom it logs in) is no secret, and often said.
    if (password.empty() || has_word(names, password)) continue;
    for (const auto& spelled : {password, percent_encoded(password)})
      result = replace_all(std::move(result), spelled, hidden);
  }
  return hide_passwords(result);
}

}  // namespace pgstair::postgres
