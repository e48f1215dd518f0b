// SPDX-License-Identifier: MIT
#include "cli/printable_stream.h"

#include <string_view>

#include "support/text.h"

namespace pgstair::cli {

PrintableStream::int_type PrintableStream::overflow(int_type character) {
  if (traits_type::eq_int_type(character, traits_type::eof()))
    return traits_type::not_eof(character);
  const char one = traits_type::to_char_type(character);
  return xsputn(&one, 1) == 1 ? character : traits_type::eof();
}

/// Whole lines, as a character of several bytes may come in pieces.
std::streamsize PrintableStream::xsputn(const char* text, std::streamsize size) {
  waiting_.append(text, static_cast<std::size_t>(size));
  const auto end = waiting_.rfind('\n');
  return end == std::string::npos || send(end + 1) ? size : 0;
}

int PrintableStream::sync() { return send(waiting_.size()) && bytes_->pubsync() == 0 ? 0 : -1; }

bool PrintableStream::send(std::size_t size) {
  const std::string shown = printable(std::string_view(waiting_).substr(0, size));
  waiting_.erase(0, size);
  const auto length = static_cast<std::streamsize>(shown.size());
  return bytes_->sputn(shown.data(), length) == length;
}

}  // namespace pgstair::cli
