// SPDX-License-Identifier: MIT
#include "test_databases/protocol.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "support/errors.h"
#include "support/unique_fd.h"

namespace pgstair::test_databases {
namespace {

class Protocol : public testing::Test {
 protected:
  Protocol() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) std::abort();
    ours_ = UniqueFd(ends[0]);
    theirs_ = UniqueFd(ends[1]);
  }

  Channel ours() const { return {ours_.get(), ours_.get()}; }
  Channel theirs() const { return {theirs_.get(), theirs_.get()}; }
  void send(const std::string& bytes) const {
    EXPECT_EQ(::write(theirs_.get(), bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  }
  void hang_up() { theirs_.reset(); }

 private:
  UniqueFd ours_;
  UniqueFd theirs_;
};

TEST_F(Protocol, CarriesAnyBytesAndNull) {
  const Fields message{"query", std::string("a\n1\n\0-", 6), std::nullopt, ""};
  EXPECT_TRUE(theirs().write(message));
  EXPECT_EQ(ours().read(), message);
}

TEST_F(Protocol, IsWhatItsHeaderSays) {
  send("3\n4\ndrop-\n0\n");
  EXPECT_EQ(ours().read(), (Fields{"drop", std::nullopt, ""}));
}

TEST_F(Protocol, CarriesSeveralMessagesAndLongOnes) {
  const std::string text(3'000'000, 'x');
  std::thread sender([&] {
    auto channel = theirs();
    EXPECT_TRUE(channel.write({text}));
    EXPECT_TRUE(channel.write({"second"}));
  });
  auto channel = ours();
  EXPECT_EQ(channel.read(), Fields{text});
  EXPECT_EQ(channel.read(), Fields{"second"});
  sender.join();
}

TEST_F(Protocol, EndsWithTheOtherEndAlsoAmidAMessage) {
  send("2\n4\nquer");
  hang_up();
  EXPECT_EQ(ours().read(), std::nullopt);
  EXPECT_FALSE(ours().write({"answer"}));
}

TEST_F(Protocol, RefusesWhatIsNoMessage) {
  send("verify migrations\n");
  auto channel = ours();
  EXPECT_THROW(channel.read(), UsageError);
}

}  // namespace
}  // namespace pgstair::test_databases
