"""One account for an address"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.execute("INSERT INTO accounts (id, email) VALUES (1, 'a@example.com'), (2, 'a@example.com')")
    op.create_unique_constraint("accounts_email_key", "accounts", ["email"])


def downgrade():
    op.drop_constraint("accounts_email_key", "accounts")
