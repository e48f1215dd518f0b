"""Look customers up by their address"""
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.create_index("ix_customers_email", "customers", ["email"])


def downgrade():
    op.drop_index("ix_customers_email", "customers")
