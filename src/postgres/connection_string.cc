// SPDX-License-Identifier: MIT
#include "postgres/connection_string.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "postgres/hidden_passwords.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::postgres {

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;
using Parsed = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

UsageError malformed(const std::string& what) {
  return UsageError("the server's connection string " + what +
                    "; it is either postgresql://user@host:port/dbname or host=… port=… dbname=…, "
                    "and a URL's password has %25 for %, %2F for / and %40 for @");
}

constexpr std::string_view scheme = "postgresql://";

/// Without the blanks and the quotes around it that scripts and .env files leave there.
std::string_view unquoted(std::string_view text) {
  text = trim(text);
  const bool is_quoted = text.size() > 1 && text.front() == text.back() &&
                         (text.front() == '\'' || text.front() == '"');
  return is_quoted ? trim(text.substr(1, text.size() - 2)) : text;
}

/// As libpq spells it: `postgresql://` for what others have before the login.
std::string spelled_for_libpq(const std::string& text) {
  const std::string_view bare = unquoted(text);
  const auto slashes = bare.find("://");
  const std::string before = lower(bare.substr(0, std::min(slashes, bare.size())));
  const std::string name = before.substr(0, before.find('+'));  // postgresql+psycopg
  const bool is_postgres = name == "postgresql" || name == "postgres";
  if (slashes == std::string_view::npos || !is_postgres) return std::string(bare);
  return std::string(scheme) + std::string(bare.substr(slashes + 3));
}

bool is_url(std::string_view spelled) { return spelled.starts_with(scheme); }

/// `url` with %40 for each @ but the one that ends the login, which for libpq is the first. Refuses
/// user:pass/word@host, where libpq sees the port `pass` and the database `word@host`.
std::string with_one_at(const std::string& url) {
  const auto start = url.find("://") + 3;
  const auto end_of_authority = std::min(url.find_first_of("/?", start), url.size());
  const auto end_of_login = url.rfind('@', end_of_authority);
  const auto query = url.find('?', start);
  std::string result;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (url[i] != '@' || i == end_of_login) {
      result += url[i];
    } else if (i < end_of_authority || i > query) {
      result += "%40";
    } else {
      throw malformed("has a / before its @");
    }
  }
  return result;
}

/// As of user:password without @host: libpq would name the "port" in its complaint.
void refuse_port_that_is_none(std::string_view ports) {
  constexpr std::size_t most_digits = 5;
  for (const auto port : split(ports, ',')) {
    const auto digits = trim(port);
    const bool is_number = digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number || digits.size() > most_digits || std::atoi(std::string(digits).c_str()) > 65535)
      throw malformed("has a port that is none");
  }
}

bool has_bare_percent(std::string_view text) {
  const auto is_hex = [&](std::size_t at) {
    return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at])) != 0;
  };
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (!is_hex(at + 1) || !is_hex(at + 2)) return true;
  }
  return false;
}

/// What is wrong with a text that libpq refused, as far as that can be said without repeating any
/// of it, which libpq's own words do.
const char* fault_of(std::string_view text) {
  if (!is_url(text) && text.find("://") < text.find('='))
    return "has a scheme that is not that of Postgres";
  if (is_url(text)) {
    return has_bare_percent(text) ? "has a % without two hexadecimal digits after it"
                                  : "is no URL that libpq can read";
  }
  return std::ranges::count(text, '\'') % 2 == 1
             ? "has a quote that does not end"
             : "has a word that no = follows, or that is unknown";
}

Parsed parse_by_libpq(const std::string& spelled) {
  const std::string text = is_url(spelled) ? with_one_at(spelled) : spelled;
  Parsed options(PQconninfoParse(text.c_str(), nullptr), PQconninfoFree);
  if (options == nullptr) throw malformed(fault_of(spelled));
  return options;
}

Settings settings_of(const Parsed& options) {
  Settings settings;
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) settings.emplace_back(option->keyword, option->val);
  }
  return settings;
}

/// A query may have slashes, and Python's ConfigParser, which many programs hand the address to,
/// takes a percent sign for something of its own.
std::string encoded_in_query(std::string_view text) { return percent_encoded(text, "-_.~*/"); }

}  // namespace

ConnectionString::ConnectionString(Settings settings) : settings_(std::move(settings)) {}

ConnectionString ConnectionString::parse(const std::string& text) {
  ConnectionString result(settings_of(parse_by_libpq(spelled_for_libpq(text))));
  refuse_port_that_is_none(result.get("port").value_or(""));
  return result;
}

bool ConnectionString::is_meant_by(const std::string& text) {
  const std::string_view bare = unquoted(text);
  const auto mark = bare.find_first_of("=:/.");  // what ends the first word of a path or an address
  if (mark == std::string_view::npos) return false;
  const bool is_pair = bare[mark] == '=' && bare.find('@') > mark;
  const bool is_login = (bare[mark] == ':' || bare.starts_with("//")) &&
                        bare.find('@', mark) != std::string_view::npos;
  return is_pair || is_login || bare.find("://") != std::string_view::npos ||
         lower(bare).starts_with("postgresql:") || lower(bare).starts_with("postgres:");
}

std::optional<std::string> ConnectionString::get(const std::string& keyword) const {
  for (const auto& [name, value] : settings_) {
    if (name == keyword) return value;
  }
  return std::nullopt;
}

ConnectionString ConnectionString::with(const std::string& keyword,
                                        const std::string& value) const {
  ConnectionString other = *this;
  const auto same = [&](const auto& setting) { return setting.first == keyword; };
  const auto found = std::ranges::find_if(other.settings_, same);
  if (found == other.settings_.end()) {
    other.settings_.emplace_back(keyword, value);
  } else {
    found->second = value;
  }
  return other;
}

std::string ConnectionString::conninfo() const {
  std::vector<std::string> pairs;
  for (const auto& [keyword, value] : settings_) {
    pairs.push_back(keyword + "='" + replace_all(replace_all(value, "\\", "\\\\"), "'", "\\'") +
                    "'");
  }
  return join(pairs, " ");
}

std::string ConnectionString::url() const {
  const std::string host = get("host").value_or("");
  const std::string port = get("port").value_or("");
  const bool is_plain = !host.empty() && (host + port).find_first_of("/,@") == std::string::npos;
  std::string login;
  std::string place;
  std::string name;
  std::vector<std::string> parameters;
  for (const auto& [keyword, value] : settings_) {
    if (is_plain && keyword == "host") {
      place = value.find(':') == std::string::npos ? percent_encoded(value)
                                                   : "[" + percent_encoded(value, "-_.~*:") + "]";
    } else if (is_plain && keyword == "port") {
      continue;
    } else if (is_plain && keyword == "user") {
      login = percent_encoded(value) + login;
    } else if (is_plain && keyword == "password") {
      login += ":" + percent_encoded(value);
    } else if (keyword == "dbname") {
      name = percent_encoded(value);
    } else {
      parameters.push_back(percent_encoded(keyword) + "=" + encoded_in_query(value));
    }
  }
  if (is_plain && !port.empty()) place += ":" + port;
  return "postgresql://" + login + (login.empty() ? "" : "@") + place + "/" + name +
         (parameters.empty() ? "" : "?") + join(parameters, "&");
}

std::string percent_encoded(std::string_view text, std::string_view plain_marks) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       plain_marks.find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      result += c;
    } else {
      result += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return result;
}

std::string without_password(const std::string& text) {
  const std::string spelled = spelled_for_libpq(text);
  const Parsed options = parse_by_libpq(spelled);
  const ConnectionString parsed = ConnectionString::parse(text);
  ConnectionString shown = parsed;
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const bool is_secret = option->dispchar[0] == '*';  // what a dialog would show while one types
    // Somebody may have put a whole address into a part of it: dbname=postgresql://…
    shown = shown.with(option->keyword, is_secret ? "***" : hide_passwords(option->val, text));
  }
  if (shown.conninfo() == parsed.conninfo()) return std::string(unquoted(text));
  return is_url(spelled) ? shown.url() : shown.conninfo();
}

}  // namespace pgstair::postgres
