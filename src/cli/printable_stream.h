// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace pgstair::cli {

/// While it is there, control characters in what is printed to a stream are shown, not sent: names
/// come from databases and files, and a terminal obeys them. For all of standard error, and for
/// what a command prints that has no renderer. (Reports go to write_output(), byte by byte.)
class PrintableStream : private std::streambuf {
 public:
  explicit PrintableStream(std::ostream& stream) : stream_(&stream), bytes_(stream.rdbuf(this)) {}
  ~PrintableStream() override {
    stream_->flush();
    const auto what_failed = stream_->rdstate();
    stream_->rdbuf(bytes_);  // which clears it
    stream_->setstate(what_failed);
  }
  PrintableStream(const PrintableStream&) = delete;
  PrintableStream& operator=(const PrintableStream&) = delete;

 private:
  int_type overflow(int_type character) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

  bool send(std::size_t size);

  std::ostream* stream_;
  std::streambuf* bytes_;
  std::string waiting_;  // for the rest of its line
};

}  // namespace pgstair::cli
