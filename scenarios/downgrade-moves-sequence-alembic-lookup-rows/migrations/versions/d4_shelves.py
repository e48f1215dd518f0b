import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = "c3"


def upgrade():
    op.create_table(
        "shelves",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("kind_id", sa.Integer, sa.ForeignKey("kinds.id"), nullable=False),
    )
    op.execute("INSERT INTO shelves VALUES ('first floor', 3), ('second floor', 4)")


def downgrade():
    op.drop_table("shelves")
